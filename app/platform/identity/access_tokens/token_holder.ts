import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import type { GrantedToken } from './granted_token.js'

/** A valid token that was not made for this. */
export class ScopeMissing extends Exception {
  static override status = 403
  static override code = 'E_SCOPE_MISSING'

  /** Programs are told, and nothing went wrong here. */
  report(): void {}
}

/** Which guards there are stands in the application's config/auth.ts, which the platform does not see. */
interface AuthWithTokens {
  checkUsing(guards: ['api']): Promise<boolean>
  use(guard: 'api'): { authenticate(): Promise<unknown> }
}

/**
 * Route middleware for addresses of programs: the request must bring an access token that allows the scope.
 *
 * @param scope - `read`, `profile`, or a permission
 * @returns the middleware
 * @throws TokenRequired without a valid token; ScopeMissing when it was made for something else
 * @example
 * router.get('/api/v3/jobs/', [JobsController, 'index']).use(tokenHolder('read'))
 */
export function tokenHolder(scope: string) {
  return async (ctx: HttpContext, next: NextFn): Promise<unknown> => {
    const auth = ctx.auth as unknown as AuthWithTokens
    // What a token opens is its owner's; the address is the same for everybody.
    ctx.response.header('Cache-Control', 'private, no-store')
    // Only `checkUsing` makes `ctx.auth.user` the owner of the token, and only the guard itself says what is wrong.
    if (!(await auth.checkUsing(['api']))) await auth.use('api').authenticate()
    if (!ctx.accessToken?.allows(scope)) {
      ctx.response.header('WWW-Authenticate', `Bearer error="insufficient_scope", scope="${scope}"`)
      throw new ScopeMissing(`This needs an access token with the scope ${scope}, whose owner may do that.`)
    }
    return next()
  }
}

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** The token of this request, once the guard `api` has read it. */
    accessToken?: GrantedToken
  }
}
