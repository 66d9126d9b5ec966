import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { renewSession } from '@pydotorg/platform/identity'
import { PasswordChanges } from '@pydotorg/platform/identity/passwords'
import { Outbox } from '@pydotorg/platform/mail'
import { newPasswordForm } from '#validators/new_account'
import { passwordChangedMail } from '../mails/main.js'

/** For people who have signed in in other ways so far. Who has a password changes it, and has to know it for that. */
@inject()
export default class FirstPasswordController {
  static openToEveryone = { store: 'Everybody sets their own password, while they have none.' }

  constructor(
    protected changes: PasswordChanges,
    protected outbox: Outbox
  ) {}

  async create({ auth, response, view }: HttpContext): Promise<string | void> {
    if (auth.getUserOrFail().password !== null) return response.redirect().toPath('/accounts/password/change/')
    return view.render('accounts::pages/password/create')
  }

  async store(ctx: HttpContext): Promise<void> {
    const user = ctx.auth.getUserOrFail()
    if (user.password !== null) return ctx.response.redirect().status(303).toPath('/accounts/password/change/')
    const { password } = await ctx.request.validateUsing(newPasswordForm, { meta: { user } })
    await this.changes.change(user, { password, by: ctx, keepSession: ctx.session.sessionId })
    await renewSession(ctx)
    this.outbox.afterAnswer(ctx, async () => passwordChangedMail(user))
    ctx.session.flash('notice', 'You can sign in with this password from now on.')
    ctx.response.redirect().status(303).toPath('/accounts/')
  }
}
