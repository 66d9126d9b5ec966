import { SupportSceneController } from './controllers/support_scene_controller.js'

window.Stimulus.register('downloads-support-scene', SupportSceneController)
