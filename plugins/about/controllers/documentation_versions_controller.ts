import type { HttpContext } from '@adonisjs/core/http'
import { documentationBySeries } from '#services/documentation_versions'
import { finalReleases } from '#services/releases'

export default class DocumentationVersionsController {
  async index({ view }: HttpContext): Promise<string> {
    const groups = documentationBySeries(await finalReleases())
    return view.render('about::pages/docs/versions', { groups })
  }
}
