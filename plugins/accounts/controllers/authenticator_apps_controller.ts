import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { renewSession } from '@pydotorg/platform/identity'
import { SecondFactors } from '@pydotorg/platform/identity/second_factors'
import OwnAccountPolicy from '#policies/own_account_policy'
import { formError } from '@pydotorg/platform/http'
import { SecurityNotices } from '#services/security_notices'
import { showOnce } from '#services/shown_once'
import { appCode, appCodeMessages } from '#validators/codes'

@inject()
export default class AuthenticatorAppsController {
  readonly #factors: SecondFactors
  readonly #notices: SecurityNotices

  constructor(factors: SecondFactors, notices: SecurityNotices) {
    this.#factors = factors
    this.#notices = notices
  }

  async create({ auth, response, view }: HttpContext): Promise<string | void> {
    const user = auth.getUserOrFail()
    if (await this.#factors.isOn(user)) return response.redirect().status(303).toPath('/accounts/security/')
    return view.render('accounts::pages/security/authenticator', { enrolment: await this.#factors.enrol(user) })
  }

  async store(ctx: HttpContext): Promise<void> {
    const { auth, bouncer, request, response, session } = ctx
    const user = auth.getUserOrFail()
    await bouncer.with(OwnAccountPolicy).authorize('protect', user)
    const { code } = await request.validateUsing(appCode, { messagesProvider: appCodeMessages })
    const recoveryCodes = await this.#factors.switchOn(user, code, ctx)
    if (!recoveryCodes)
      throw formError('code', 'This is not the code that your app shows now. Check the time of your device.')
    await renewSession(ctx)
    this.#notices.secondStepOn(ctx, user)
    showOnce(ctx, 'recovery_codes', recoveryCodes)
    session.flash('notice', 'From now on you are asked for a code when you sign in.')
    return response.redirect().status(303).toPath('/accounts/security/recovery-codes/')
  }

  async destroy(ctx: HttpContext): Promise<void> {
    const { auth, bouncer, response, session } = ctx
    const user = auth.getUserOrFail()
    await bouncer.with(OwnAccountPolicy).authorize('protect', user)
    if (await this.#factors.isOn(user)) {
      await this.#factors.switchOff(user, ctx)
      this.#notices.secondStepOff(ctx, user)
    }
    session.flash('notice', 'You are not asked for a code any more.')
    return response.redirect().status(303).toPath('/accounts/security/')
  }
}
