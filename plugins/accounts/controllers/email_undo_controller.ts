import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { UserSessions } from '@pydotorg/platform/identity'
import { EmailChanges } from '#services/email_changes'
import { MailedLinks } from '#services/mailed_links'

/** For the owner of an address that somebody else has changed for another one. */
@inject()
export default class EmailUndoController {
  static openToEveryone = { update: 'Whoever has the link has read the mail that it stands in.' }

  constructor(
    protected mailed: MailedLinks,
    protected changes: EmailChanges,
    protected sessions: UserSessions
  ) {}

  async edit({ params, response, view }: HttpContext): Promise<string> {
    const [state, link] = await this.mailed.keys.look('undo_email', params.key)
    if (state !== 'valid') response.status(410)
    return view.render('accounts::pages/email/undo', { linkState: state, email: link?.email, key: params.key })
  }

  /** Leads on to a new password: whoever could change the address could sign in. */
  async update(ctx: HttpContext): Promise<void> {
    const undone = await this.changes.undo(ctx.params.key, ctx)
    if (!undone) return ctx.response.redirect().status(303).toPath(ctx.request.url())
    await this.sessions.endOthers(undone.user, ctx.session.sessionId)
    if (ctx.auth.user?.id === undone.user.id) await ctx.auth.use('web').logout()
    const path = await this.mailed.make(undone.user, 'reset_password', undone.user.email)
    ctx.session.flash('notice', `The address of your account is ${undone.user.email} again. Now choose a new password.`)
    ctx.response
      .redirect()
      .status(303)
      .toPath(path ?? '/accounts/password/reset/')
  }
}
