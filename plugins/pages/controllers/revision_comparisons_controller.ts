import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { revisionNumber, RevisionPages } from '#services/revision_pages'

/** What differs between two revisions of a page. */
@inject()
export default class RevisionComparisonsController {
  readonly #pages: RevisionPages

  constructor(pages: RevisionPages) {
    this.#pages = pages
  }

  async show(ctx: HttpContext): Promise<string> {
    const frame = await this.#pages.frame(Number(ctx.params.id))
    const { version } = frame.page
    const to = revisionNumber(ctx.request.input('to')) ?? version
    const from = revisionNumber(ctx.request.input('from')) ?? Math.max(1, to - 1)
    const compared = await this.#pages.compare(frame.page, Math.min(from, version), Math.min(to, version))
    return ctx.view.render('pages::pages/revisions/compare', { ...frame, ...compared })
  }
}
