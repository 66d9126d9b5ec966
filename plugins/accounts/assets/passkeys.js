import { PasskeyController } from './controllers/passkey_controller.js'

window.Stimulus.register('accounts-passkey', PasskeyController)
