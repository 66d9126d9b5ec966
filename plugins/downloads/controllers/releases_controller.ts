import { inject } from '@adonisjs/core'
import { errors, type HttpContext } from '@adonisjs/core/http'
import { Site } from '@pydotorg/platform/http'
import { DateTime } from 'luxon'
import { plainDay } from '#services/release_dates'
import { releaseParts } from '#services/release_parts'

@inject()
export default class ReleasesController {
  constructor(protected site: Site) {}

  /** Drafts are not found, for anyone: python.org shows them by their address, which is a leak. */
  async show({ params, request, view }: HttpContext): Promise<string> {
    const parts = await releaseParts(params.slug, this.site)
    if (!parts) throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
    const { head, body } = parts
    const meta = { modifiedAt: DateTime.fromISO(head.updatedAt, { zone: 'utc' }), jsonLd: head.jsonLd }
    return view.render('downloads::pages/releases/show', { release: head, meta, body, plainDay })
  }
}
