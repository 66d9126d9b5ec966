import type { HttpContext } from '@adonisjs/core/http'

export default class AccountsController {
  show({ auth, view }: HttpContext): Promise<string> {
    const profilePath = `/users/${auth.getUserOrFail().username}/`
    return view.render('accounts::pages/accounts/show', { profilePath })
  }
}
