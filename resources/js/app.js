import * as Turbo from '@hotwired/turbo'
import { Application } from '@hotwired/stimulus'
import { CopyController } from './controllers/copy_controller.js'
import { DismissController } from './controllers/dismiss_controller.js'
import { MenuController } from './controllers/menu_controller.js'
import { RevealController } from './controllers/reveal_controller.js'
import { TabsController } from './controllers/tabs_controller.js'
import { ThemeController } from './controllers/theme_controller.js'

Turbo.config.drive.progressBarDelay = 500

const stimulus = Application.start()
stimulus.register('copy', CopyController)
stimulus.register('dismiss', DismissController)
stimulus.register('menu', MenuController)
stimulus.register('reveal', RevealController)
stimulus.register('tabs', TabsController)
stimulus.register('theme', ThemeController)

/** Plugins register their own controllers with this: `window.Stimulus.register('release-filter', …)`. */
window.Stimulus = stimulus
