import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { formError } from '@pydotorg/platform/http'
import { Outbox } from '@pydotorg/platform/mail'
import { EmailChanges } from '#services/email_changes'
import { emailForm } from '#validators/new_account'

@inject()
export default class EmailController {
  static openToEveryone = { update: 'Everybody changes their own address; nothing changes until it is confirmed.' }

  constructor(
    protected changes: EmailChanges,
    protected outbox: Outbox
  ) {}

  edit({ view }: HttpContext): Promise<string> {
    return view.render('accounts::pages/email/edit')
  }

  async update(ctx: HttpContext): Promise<void> {
    const user = ctx.auth.getUserOrFail()
    const { email } = await ctx.request.validateUsing(emailForm)
    if (email.toLowerCase() === user.email.toLowerCase()) {
      throw formError('email', 'This is your address already.', 'different')
    }
    this.outbox.afterAnswer(ctx, () => this.changes.ask(user, email))
    ctx.session.flash('notice', `A mail is on its way to ${email}. Your address changes once you have confirmed it.`)
    ctx.response.redirect().status(303).toPath('/accounts/email/')
  }
}
