import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { revisionsOf } from '#services/page_history'
import { revisionNumber, RevisionPages } from '#services/revision_pages'

/** The history of a page, for staff. */
@inject()
export default class RevisionsController {
  readonly #pages: RevisionPages

  constructor(pages: RevisionPages) {
    this.#pages = pages
  }

  async index(ctx: HttpContext): Promise<string> {
    const frame = await this.#pages.frame(Number(ctx.params.id))
    const revisions = await revisionsOf(frame.page.id, revisionNumber(ctx.request.input('before')))
    const next = revisions.at(-1)?.number ?? 1
    return ctx.view.render('pages::pages/revisions/index', { ...frame, revisions, next: next > 1 ? next : null })
  }

  async show(ctx: HttpContext): Promise<string> {
    const frame = await this.#pages.frame(Number(ctx.params.id))
    const looked = await this.#pages.look(frame.page, Number(ctx.params.number))
    return ctx.view.render('pages::pages/revisions/show', { ...frame, ...looked, refused: [] })
  }
}
