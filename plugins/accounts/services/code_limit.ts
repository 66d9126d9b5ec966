import { inject } from '@adonisjs/core'
import type { User } from '@pydotorg/platform/identity'
import { RateLimits, TooManyRequests } from '@pydotorg/platform/rate_limits'

/**
 * Guesses at codes, counted for each account: six digits would be found by somebody who asks from a thousand addresses.
 * Nobody is locked out by a stranger, since only who knows the password comes this far.
 */
@inject()
export class CodeLimit {
  readonly #limits: RateLimits

  constructor(limits: RateLimits) {
    this.#limits = limits
  }

  /**
   * @param user - whose code is about to be tried
   * @throws TooManyRequests
   */
  async take({ id }: User): Promise<void> {
    const caller = { key: `account:${id}`, kind: 'anonymous' } as const
    const count = await this.#limits.take({ tier: 'critical', bucket: 'accounts.codes' }, caller)
    if (count && !count.isAllowed) throw new TooManyRequests(count)
  }
}
