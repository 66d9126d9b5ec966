import type { HttpContext } from '@adonisjs/core/http'
import { latestRelease } from '#services/releases'

export default class DocumentationController {
  async index({ view }: HttpContext): Promise<string> {
    return view.render('about::pages/docs/index', { latest: await latestRelease() })
  }
}
