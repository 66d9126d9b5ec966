import type { HttpContext } from '@adonisjs/core/http'

export default class InactiveController {
  show({ view }: HttpContext): Promise<string> {
    return view.render('accounts::pages/inactive/show')
  }
}
