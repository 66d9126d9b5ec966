import { csrfFactory } from '@adonisjs/shield/guards'
import type { Encryption } from '@adonisjs/core/encryption'
import type { HttpContext } from '@adonisjs/core/http'
import type { Edge } from 'edge.js'

/**
 * Shield's guard against forged requests, asked where a session was started: a write that belongs to a session must
 * bring its token, and the templates get `csrfField()`. Without a session there is no cookie that a forger could use.
 *
 * @example
 * const csrf = await ctx.containerResolver.make(CsrfProtection)
 * await csrf.protect(ctx)
 */
export class CsrfProtection {
  readonly #guard: (ctx: HttpContext) => unknown
  readonly #protected = new WeakSet<HttpContext>()

  /**
   * @param encryption - of the application
   * @param edge - whose templates have the forms
   */
  constructor(encryption: Encryption, edge: Edge) {
    const methods = ['POST', 'PUT', 'PATCH', 'DELETE']
    this.#guard = csrfFactory({ enabled: true, methods }, encryption, edge)
  }

  /**
   * @param ctx - a request whose session has been started and whose body has been read
   * @throws E_BAD_CSRF_TOKEN for a write without the session's token; it goes back to the form, which keeps its input
   */
  async protect(ctx: HttpContext): Promise<void> {
    if (this.#protected.has(ctx)) return
    this.#protected.add(ctx)
    await this.#guard(ctx)
  }
}
