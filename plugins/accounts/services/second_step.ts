import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import type { User } from '@pydotorg/platform/identity'
import { SecondFactors } from '@pydotorg/platform/identity/second_factors'
import { CodeLimit } from '#services/code_limit'
import { SecurityNotices } from '#services/security_notices'

/** Codes that somebody types, on the pages that ask for one. */
@inject()
export class SecondStep {
  readonly #factors: SecondFactors
  readonly #limit: CodeLimit
  readonly #notices: SecurityNotices

  constructor(factors: SecondFactors, limit: CodeLimit, notices: SecurityNotices) {
    this.#factors = factors
    this.#limit = limit
    this.#notices = notices
  }

  isOn(user: User): Promise<boolean> {
    return this.#factors.isOn(user)
  }

  /**
   * @param ctx - the request that brings the code
   * @param user - whose it must be
   * @param code - as it was typed
   * @returns true when it is right; of a recovery code its owner is told by mail
   * @throws TooManyRequests
   */
  async accepts(ctx: HttpContext, user: User, code: string): Promise<boolean> {
    await this.#limit.take(user)
    const factor = await this.#factors.verify(user, code, ctx)
    if (factor === 'recovery_code') {
      this.#notices.recoveryCodeUsed(ctx, user, await this.#factors.recoveryCodesLeft(user))
    }
    return factor !== null
  }
}
