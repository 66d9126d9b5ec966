import { Exception } from '@adonisjs/core/exceptions'

/** The site cannot start, for a reason that one sentence says better than a stack trace. */
export class BootRefused extends Exception {
  static override status = 500
  static override code = 'E_BOOT_REFUSED'
}
