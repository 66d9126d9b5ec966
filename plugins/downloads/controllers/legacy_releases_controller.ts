import { errors, type HttpContext } from '@adonisjs/core/http'
import Release from '#models/release'

/** Where releases were before 2014: `/download/releases/2.7.3/`. */
export default class LegacyReleasesController {
  async show({ params, request, response }: HttpContext): Promise<void> {
    const slug = `python-${String(params.version).replaceAll('.', '')}`
    const release = await Release.query()
      .withScopes((scopes) => scopes.published())
      .where('slug', slug)
      .select('slug')
      .first()
    if (!release) throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
    response.redirect().status(301).toPath(`/downloads/release/${release.slug}/`)
  }
}
