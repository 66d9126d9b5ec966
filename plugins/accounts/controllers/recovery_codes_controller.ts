import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { SecondFactors } from '@pydotorg/platform/identity/second_factors'
import OwnAccountPolicy from '#policies/own_account_policy'
import { SecurityNotices } from '#services/security_notices'
import { showOnce, takeShownOnce } from '#services/shown_once'

@inject()
export default class RecoveryCodesController {
  readonly #factors: SecondFactors
  readonly #notices: SecurityNotices

  constructor(factors: SecondFactors, notices: SecurityNotices) {
    this.#factors = factors
    this.#notices = notices
  }

  async index(ctx: HttpContext): Promise<string> {
    const user = ctx.auth.getUserOrFail()
    return ctx.view.render('accounts::pages/recovery_codes/index', {
      codes: takeShownOnce<string[]>(ctx, 'recovery_codes'),
      isOn: await this.#factors.isOn(user),
      left: await this.#factors.recoveryCodesLeft(user),
    })
  }

  async store(ctx: HttpContext): Promise<void> {
    const user = ctx.auth.getUserOrFail()
    await ctx.bouncer.with(OwnAccountPolicy).authorize('protect', user)
    if (!(await this.#factors.isOn(user))) {
      throw new Exception('There is no second step that needs recovery codes.', {
        status: 409,
        code: 'E_NO_SECOND_STEP',
      })
    }
    showOnce(ctx, 'recovery_codes', await this.#factors.renewRecoveryCodes(user, ctx))
    this.#notices.recoveryCodesRenewed(ctx, user)
    return ctx.response.redirect().status(303).toPath('/accounts/security/recovery-codes/')
  }
}
