import { FilterController } from './controllers/filter_controller.js'
import { SystemController } from './controllers/system_controller.js'

window.Stimulus.register('downloads-filter', FilterController)
window.Stimulus.register('downloads-system', SystemController)
