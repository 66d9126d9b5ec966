import type { HttpContext } from '@adonisjs/core/http'
import { signOut } from '@pydotorg/platform/identity'

export default class SignOutController {
  static openToEveryone = { store: 'Everybody may end their own session, and ending none does nothing.' }

  create({ view }: HttpContext): Promise<string> {
    return view.render('accounts::pages/sign_out/create')
  }

  async store(ctx: HttpContext): Promise<void> {
    await signOut(ctx)
    ctx.response.redirect().status(303).toPath('/')
  }
}
