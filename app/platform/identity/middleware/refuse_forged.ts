import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { CsrfProtection } from '../csrf_protection.js'

const READING = ['GET', 'HEAD', 'OPTIONS']

/**
 * Route middleware against forged requests. The platform puts it on every route of every plugin, behind the gate: what
 * is off is not found, whoever asks. A guest who reads has no session to protect, and below `/api/` there is none.
 *
 * @returns the middleware
 * @throws E_BAD_CSRF_TOKEN for a write without the session's token
 */
export function refuseForged() {
  return async (ctx: HttpContext, next: NextFn): Promise<unknown> => {
    const { request, session } = ctx
    const isNeeded = session.initiated && (!session.isEmpty || !READING.includes(request.method()))
    if (isNeeded) await (await ctx.containerResolver.make(CsrfProtection)).protect(ctx)
    return next()
  }
}
