import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { formError, localPath } from '@pydotorg/platform/http'
import type { User } from '@pydotorg/platform/identity'
import { Outbox } from '@pydotorg/platform/mail'
import { EmailConfirmation } from '#services/email_confirmation'
import { finishSignIn } from '#services/finish_sign_in'
import { SignInByPassword } from '#services/sign_in_by_password'
import { signInForm } from '#validators/sign_in'

@inject()
export default class SignInController {
  static openToEveryone = { store: 'Whoever signs in is nobody before; the password decides.' }

  constructor(
    protected passwords: SignInByPassword,
    protected confirmation: EmailConfirmation,
    protected outbox: Outbox
  ) {}

  async create({ auth, request, response, view }: HttpContext): Promise<string | void> {
    const next = localPath(request.input('next'))
    // Somebody who is signed in has nothing to do here; a link from elsewhere still leads where it should.
    if (auth.user) return response.redirect().toPath(next ?? '/accounts/')
    return view.render('accounts::pages/sign_in/create', { next })
  }

  async store(ctx: HttpContext): Promise<void> {
    const { next, ...typed } = await ctx.request.validateUsing(signInForm)
    const user = await this.passwords.check(ctx, typed)
    if (!user) throw formError('login', 'This name or address does not go with this password.', 'credentials')
    if (user.isActive && user.emailVerifiedAt === null) return this.#confirmFirst(ctx, user)
    return finishSignIn(ctx, { user, next: localPath(next) })
  }

  #confirmFirst(ctx: HttpContext, user: User): void {
    this.outbox.afterAnswer(ctx, () => this.confirmation.mailFor(user))
    ctx.response.redirect().status(303).toPath('/accounts/confirm-email/')
  }
}
