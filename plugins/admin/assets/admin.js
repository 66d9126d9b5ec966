import { FormController, PreviewController, SlugController } from './controllers/form_controllers.js'
import { KeysController } from './controllers/keys_controller.js'
import { ReorderController } from './controllers/reorder_controller.js'
import { RowsController, TimeController } from './controllers/list_controllers.js'

window.Stimulus.register('admin-form', FormController)
window.Stimulus.register('admin-keys', KeysController)
window.Stimulus.register('admin-preview', PreviewController)
window.Stimulus.register('admin-reorder', ReorderController)
window.Stimulus.register('admin-rows', RowsController)
window.Stimulus.register('admin-slug', SlugController)
window.Stimulus.register('admin-time', TimeController)
