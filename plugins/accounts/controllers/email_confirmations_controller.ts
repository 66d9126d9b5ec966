import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { Outbox } from '@pydotorg/platform/mail'
import { ownerOf } from '#services/accounts'
import { EmailChanges } from '#services/email_changes'
import { EmailConfirmation } from '#services/email_confirmation'
import { emailForm } from '#validators/new_account'

/** Opening the link changes nothing: programs that look into mails open every link. A button does. */
@inject()
export default class EmailConfirmationsController {
  static openToEveryone = {
    store: 'Sends a mail to the owner of an address, if there is one, and answers the same if not.',
    update: 'Whoever has the link has read the mail that it stands in.',
  }

  constructor(
    protected confirmation: EmailConfirmation,
    protected changes: EmailChanges,
    protected outbox: Outbox
  ) {}

  /** "We sent you a mail", with a form to send it again. */
  create({ view }: HttpContext): Promise<string> {
    return view.render('accounts::pages/email_confirmations/create')
  }

  async store(ctx: HttpContext): Promise<void> {
    const { email } = await ctx.request.validateUsing(emailForm)
    this.outbox.afterAnswer(ctx, async () => {
      const user = await ownerOf(email)
      return user?.isActive && !user.emailVerifiedAt ? this.confirmation.mailFor(user) : null
    })
    ctx.session.flash('notice', 'If this address waits for being confirmed, a mail is on its way to it.')
    ctx.response.redirect().status(303).toPath('/accounts/confirm-email/')
  }

  async show({ params, response, view }: HttpContext): Promise<string> {
    const [state, link] = await this.confirmation.look(params.key)
    if (state !== 'valid') response.status(410)
    return view.render('accounts::pages/email_confirmations/show', {
      linkState: state,
      email: link?.email,
      key: params.key,
    })
  }

  async update(ctx: HttpContext): Promise<void> {
    const done = (await this.confirmation.confirm(ctx.params.key)) || (await this.#confirmNew(ctx))
    if (!done) return ctx.response.redirect().status(303).toPath(ctx.request.url())
    ctx.session.flash('notice', 'Your e-mail address is confirmed.')
    ctx.response
      .redirect()
      .status(303)
      .toPath(ctx.auth.user ? '/accounts/' : '/accounts/login/')
  }

  async #confirmNew(ctx: HttpContext): Promise<boolean> {
    const changed = await this.changes.confirm(ctx.params.key, ctx)
    if (changed) this.outbox.afterAnswer(ctx, () => this.changes.mailsAfter(changed))
    return changed !== null
  }
}
