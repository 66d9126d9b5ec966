import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { User } from '@pydotorg/platform/identity'
import { Outbox } from '@pydotorg/platform/mail'
import { ownerOf } from '#services/accounts'
import { MailedLinks } from '#services/mailed_links'
import { PasswordResets, type UseLink } from '#services/password_resets'
import { emailForm, newPasswordForm } from '#validators/new_account'
import { passwordChangedMail, resetPasswordMail } from '../mails/main.js'

@inject()
export default class PasswordResetsController {
  static openToEveryone = {
    store: 'Sends a mail to the owner of an address, if there is one, and answers the same if not.',
    update: 'Whoever has the link has read the mail that it stands in.',
  }

  constructor(
    protected mailed: MailedLinks,
    protected resets: PasswordResets,
    protected outbox: Outbox
  ) {}

  create({ view }: HttpContext): Promise<string> {
    return view.render('accounts::pages/password_resets/create')
  }

  async store(ctx: HttpContext): Promise<void> {
    const { email } = await ctx.request.validateUsing(emailForm)
    this.outbox.afterAnswer(ctx, async () => {
      const user = await ownerOf(email)
      const path = user?.isActive ? await this.mailed.make(user, 'reset_password', user.email) : null
      return path ? resetPasswordMail(user!, path) : null
    })
    ctx.response.redirect().status(303).toPath('/accounts/password/reset/done/')
  }

  show({ view }: HttpContext): Promise<string> {
    return view.render('accounts::pages/password_resets/show')
  }

  async edit({ params, response, view }: HttpContext): Promise<string> {
    const [state, link] = await this.mailed.keys.look('reset_password', params.key)
    if (state !== 'valid') response.status(410)
    const user = state === 'valid' ? await User.find(link!.userId) : null
    return view.render('accounts::pages/password_resets/edit', { linkState: state, user, key: params.key })
  }

  async update(ctx: HttpContext): Promise<void> {
    const { request, response, params, session } = ctx
    const [state, link] = await this.mailed.keys.look('reset_password', params.key)
    const owner = state === 'valid' ? await User.find(link!.userId) : null
    if (!owner) return response.redirect().status(303).toPath(request.url())
    const { password } = await request.validateUsing(newPasswordForm, { meta: { user: owner } })
    const useLink: UseLink = (trx) => this.mailed.keys.use('reset_password', params.key, trx)
    const user = await this.resets.reset(useLink, password, ctx)
    if (!user) return response.redirect().status(303).toPath(request.url())
    this.outbox.afterAnswer(ctx, async () => passwordChangedMail(user))
    session.flash('notice', 'Your password is changed. Sign in with the new one.')
    response.redirect().status(303).toPath('/accounts/login/')
  }
}
