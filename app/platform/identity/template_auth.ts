import type { HttpContext } from '@adonisjs/core/http'
import { currentUser } from './current_user.js'
import type { User } from './models/user.js'

/**
 * `auth` in templates. A class, since Edge copies plain objects when they are shared, which happens before anybody is
 * looked for.
 *
 * @example
 * @if(auth.user) … {{ auth.user.displayName }}
 */
export class TemplateAuth {
  readonly #ctx: HttpContext

  /** @param ctx - the request that a page is rendered for */
  constructor(ctx: HttpContext) {
    this.#ctx = ctx
  }

  /** Who is signed in; null for a guest, and on an error page of a request that nobody was looked for. */
  get user(): User | null {
    return currentUser(this.#ctx) ?? null
  }
}
