import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { formError } from '@pydotorg/platform/http'
import { renewSession } from '@pydotorg/platform/identity'
import { PasswordChanges, Passwords } from '@pydotorg/platform/identity/passwords'
import { Outbox } from '@pydotorg/platform/mail'
import { passwordChangeForm } from '#validators/new_account'
import { passwordChangedMail } from '../mails/main.js'

@inject()
export default class PasswordController {
  static openToEveryone = { update: 'Everybody changes their own password, and the old one decides.' }

  constructor(
    protected passwords: Passwords,
    protected changes: PasswordChanges,
    protected outbox: Outbox
  ) {}

  async edit({ auth, response, view }: HttpContext): Promise<string | void> {
    if (auth.getUserOrFail().password === null) return response.redirect().toPath('/accounts/password/set/')
    return view.render('accounts::pages/password/edit')
  }

  async update(ctx: HttpContext): Promise<void> {
    const user = ctx.auth.getUserOrFail()
    const form = await ctx.request.validateUsing(passwordChangeForm, { meta: { user } })
    if (!(await this.passwords.verify(user.password, form.current_password))) {
      throw formError('current_password', 'This is not your password.', 'credentials')
    }
    await this.changes.change(user, { password: form.password, by: ctx, keepSession: ctx.session.sessionId })
    await renewSession(ctx)
    this.outbox.afterAnswer(ctx, async () => passwordChangedMail(user))
    ctx.session.flash('notice', 'Your password is changed. Everywhere else you are signed out.')
    ctx.response.redirect().status(303).toPath('/accounts/')
  }
}
