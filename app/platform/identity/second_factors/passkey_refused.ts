import { Exception } from '@adonisjs/core/exceptions'

/** A passkey that cannot be added, or signs nobody in. The message is for the person in front of the browser. */
export class PasskeyRefused extends Exception {
  static override status = 422
  static override code = 'E_PASSKEY_REFUSED'
}
