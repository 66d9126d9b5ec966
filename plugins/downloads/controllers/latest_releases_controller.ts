import { errors, type HttpContext } from '@adonisjs/core/http'
import { loadCatalogue, type CataloguedRelease, type ReleaseCatalogue } from '#services/release_catalogue'

/** Redirects to whatever is the latest now, so never for good. */
export default class LatestReleasesController {
  async show({ params, request, response }: HttpContext): Promise<void> {
    const find = finderFor(params.target ?? 'python3')
    if (!find) throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
    const release = find(await loadCatalogue())
    response.redirect().toPath(release ? `/downloads/release/${release.slug}/` : '/downloads/')
  }
}

function finderFor(target: string): ((catalogue: ReleaseCatalogue) => CataloguedRelease | null) | null {
  const series = /^python(3\.\d+)$/.exec(target)?.[1]
  if (series) return (catalogue) => catalogue.latestOfBranch(series)
  if (target === 'python3') return (catalogue) => catalogue.latest(3)
  if (target === 'python2') return (catalogue) => catalogue.latest(2)
  if (target === 'prerelease') return (catalogue) => catalogue.latestPreRelease
  if (target === 'pymanager') return (catalogue) => catalogue.latestInstallManager
  return null
}
