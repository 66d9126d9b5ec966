import type { HttpContext } from '@adonisjs/core/http'

export default class LevelsController {
  index({ view }: HttpContext): Promise<string> {
    return view.render('memberships::pages/levels/index')
  }
}
