import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { Outbox } from '@pydotorg/platform/mail'
import { SignUp } from '#services/sign_up'
import { newAccountForm } from '#validators/new_account'

@inject()
export default class SignUpController {
  static openToEveryone = { store: 'Everybody may have an account.' }

  constructor(
    protected signUp: SignUp,
    protected outbox: Outbox
  ) {}

  create({ view }: HttpContext): Promise<string> {
    return view.render('accounts::pages/sign_up/create')
  }

  async store(ctx: HttpContext): Promise<void> {
    const mail = await this.signUp.run(await ctx.request.validateUsing(newAccountForm))
    this.outbox.afterAnswer(ctx, mail)
    ctx.response.redirect().status(303).toPath('/accounts/confirm-email/')
  }
}
