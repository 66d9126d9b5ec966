import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/**
 * Finds out who asks, before any route: `ctx.auth.user`, with groups and permissions read. Somebody who was made
 * inactive is signed out by their next request.
 */
export default class AuthenticationMiddleware {
  async handle(ctx: HttpContext, next: NextFn): Promise<unknown> {
    const manager = await ctx.containerResolver.make('auth.manager')
    ctx.auth = manager.createAuthenticator(ctx)
    if (ctx.session.initiated && (await ctx.auth.check())) await this.#admit(ctx)
    return next()
  }

  async #admit({ auth }: HttpContext): Promise<void> {
    const user = auth.getUserOrFail()
    if (!user.isActive) return auth.use('web').logout()
    await user.loadAccess()
  }
}
