import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { SignInRequired } from './signed_in.js'

/**
 * Route middleware for pages of staff. What each of them may do there is decided by policies. A superuser counts as
 * staff.
 *
 * @returns the middleware
 * @throws SignInRequired for a guest; Exception with status 403 for anybody else
 */
export function staffOnly() {
  return async ({ auth }: HttpContext, next: NextFn): Promise<unknown> => {
    if (!auth.user) throw new SignInRequired()
    if (auth.user.isStaff || auth.user.isSuperuser) return next()
    throw new Exception('Only staff can open this page.', { status: 403, code: 'E_STAFF_ONLY' })
  }
}
