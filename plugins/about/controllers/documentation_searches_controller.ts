import type { HttpContext } from '@adonisjs/core/http'
import { chosenVersion, searchableVersions, searchAddress } from '#services/documentation_search'
import { finalReleases } from '#services/releases'

export default class DocumentationSearchesController {
  async create({ request, view }: HttpContext): Promise<string> {
    const versions = searchableVersions(await finalReleases())
    const chosen = chosenVersion(request.qs().version, versions)
    return view.render('about::pages/docs/search', { versions, chosen })
  }

  async show({ request, response }: HttpContext): Promise<void> {
    const { q, version } = request.qs()
    const versions = searchableVersions(await finalReleases())
    response
      .redirect()
      .status(302)
      .toPath(searchAddress(chosenVersion(version, versions), q))
  }
}
