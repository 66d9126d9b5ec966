import { createHash } from 'node:crypto'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import type { User } from '@pydotorg/platform/identity'
import { RateLimits, TooManyRequests } from '@pydotorg/platform/rate_limits'
import { isKnownBrowser } from './known_browser.js'

/**
 * How often passwords are tried for one account, beside what an address may do: guesses come from many addresses. They
 * are counted by what was typed, so that an account that does not exist is limited as well. Browsers that its owner has
 * signed in with are counted apart, or strangers could keep the owner out.
 */
@inject()
export class SignInLimit {
  readonly #limits: RateLimits

  /** @param limits - of the site */
  constructor(limits: RateLimits) {
    this.#limits = limits
  }

  /**
   * @param ctx - the request
   * @param login - what was typed
   * @param user - whose it is, if anybody's
   * @throws TooManyRequests
   */
  async take(ctx: HttpContext, login: string, user: User | null): Promise<void> {
    const who = isKnownBrowser(ctx, user) ? `known:${user!.id}` : `stranger:${hashOf(login.toLowerCase())}`
    const limit = { tier: 'critical', bucket: 'sign_in' } as const
    const count = await this.#limits.take(limit, { key: who, kind: 'user' })
    if (count && !count.isAllowed) throw new TooManyRequests(count)
  }
}

/** What was typed may be a password in the wrong field, and keys are logged. */
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}
