import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { CsrfProtection } from '../csrf_protection.js'

/**
 * Route middleware that starts a session also for a guest, for a page that holds a form: its token lives in the
 * session. The answer is the visitor's own and is not cached.
 *
 * @returns the middleware
 * @example
 * router.get('/accounts/login/', [SessionsController, 'create']).use(withSession())
 */
export function withSession() {
  return async (ctx: HttpContext, next: NextFn): Promise<unknown> => {
    await ctx.session.initiate(false)
    await (await ctx.containerResolver.make(CsrfProtection)).protect(ctx)
    return next()
  }
}
