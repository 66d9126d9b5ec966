import { PageFilesController } from './controllers/page_files_controller.js'

window.Stimulus.register('page-files', PageFilesController)
