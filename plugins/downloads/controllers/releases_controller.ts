import { errors, type HttpContext } from '@adonisjs/core/http'
import { checksumMarkup } from '#services/checksum'
import { plainDay } from '#services/release_dates'
import { releasePage } from '#services/release_page'
import { buttonHref } from '#services/scraped_markup'
import { fileNameOf } from '#services/verification'

export default class ReleasesController {
  /** Drafts are not found, for anyone: python.org shows them by their address, which is a leak. */
  async show({ params, request, view }: HttpContext): Promise<string> {
    const page = await releasePage(params.slug)
    if (!page) throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
    return view.render('downloads::pages/releases/show', { ...page, buttonHref, checksumMarkup, fileNameOf, plainDay })
  }
}
