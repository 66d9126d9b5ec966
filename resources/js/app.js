import * as Turbo from '@hotwired/turbo'
import { Application } from '@hotwired/stimulus'
import { CopyController } from './controllers/copy_controller.js'
import { MenuController } from './controllers/menu_controller.js'
import { ThemeController } from './controllers/theme_controller.js'

Turbo.config.drive.progressBarDelay = 500

const stimulus = Application.start()
stimulus.register('copy', CopyController)
stimulus.register('menu', MenuController)
stimulus.register('theme', ThemeController)

/** Plugins register their own controllers with this: `window.Stimulus.register('release-filter', …)`. */
window.Stimulus = stimulus
