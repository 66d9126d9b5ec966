import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

const FIELD = 'email_body_text'
const LEFT_ALONE = 'write your message'

/** The hidden field was changed or left out, which no browser does. */
export class HoneypotTouched extends Exception {
  static override status = 400
  static override code = 'E_HONEYPOT'
  static override message = 'This form was not sent as the page has it. Open the page again and send it once more.'

  /** Programs try all day. */
  report(): void {}
}

/**
 * Route middleware for forms that programs like to fill in; the page has `@!ui.honeypot()`. Behaviour kept from
 * python.org: the field must come back as it was.
 *
 * @returns the middleware
 * @throws HoneypotTouched
 * @example
 * router.post('/accounts/signup/', [AccountsController, 'store']).use(honeypot())
 */
export function honeypot() {
  return async ({ request }: HttpContext, next: NextFn): Promise<unknown> => {
    if (request.input(FIELD) !== LEFT_ALONE) throw new HoneypotTouched()
    return next()
  }
}
