import { inject } from '@adonisjs/core'
import { errors, type HttpContext } from '@adonisjs/core/http'
import { Site } from '@pydotorg/platform/http'
import { checksumMarkup } from '#services/checksum'
import { plainDay } from '#services/release_dates'
import { releaseJsonLd } from '#services/release_json_ld'
import { releasePage } from '#services/release_page'
import { buttonHref } from '#services/scraped_markup'
import { fileNameOf } from '#services/verification'

@inject()
export default class ReleasesController {
  constructor(protected site: Site) {}

  /** Drafts are not found, for anyone: python.org shows them by their address, which is a leak. */
  async show({ params, request, view }: HttpContext): Promise<string> {
    const page = await releasePage(params.slug)
    if (!page) throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
    const { release, systems } = page
    const meta = { modifiedAt: release.updatedAt, jsonLd: releaseJsonLd(release, systems, this.site) }
    const shown = { ...page, meta, buttonHref, checksumMarkup, fileNameOf, plainDay }
    return view.render('downloads::pages/releases/show', shown)
  }
}
