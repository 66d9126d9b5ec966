import { inject } from '@adonisjs/core'
import { errors as vineErrors } from '@vinejs/vine'
import type { HttpContext } from '@adonisjs/core/http'
import PagePolicy from '#policies/page_policy'
import { PageEditor } from '#services/page_editor'
import { RevisionPages } from '#services/revision_pages'

/** Writes a page as it was once more. */
@inject()
export default class RestorationsController {
  readonly #editor: PageEditor
  readonly #pages: RevisionPages

  constructor(editor: PageEditor, pages: RevisionPages) {
    this.#editor = editor
    this.#pages = pages
  }

  async store(ctx: HttpContext): Promise<string | void> {
    await ctx.bouncer.with(PagePolicy).authorize('write')
    const number = Number(ctx.params.number)
    const frame = await this.#pages.frame(Number(ctx.params.id))
    try {
      const { version } = await this.#editor.restore(frame.page.id, number, ctx)
      ctx.session.flash('notice', sentenceOf(number, version === frame.page.version ? null : version))
      ctx.response.redirect().status(303).toPath(frame.base)
    } catch (error) {
      if (!(error instanceof vineErrors.E_VALIDATION_ERROR)) throw error
      const refused = (error.messages as { message: string }[]).map(({ message }) => message)
      ctx.response.status(422)
      const looked = await this.#pages.look(frame.page, number)
      return ctx.view.render('pages::pages/revisions/show', { ...frame, ...looked, refused })
    }
  }
}

function sentenceOf(number: number, version: number | null): string {
  if (version === null) return `The page is as it was in revision ${number}, so nothing was changed.`
  return `The page is as it was in revision ${number} again. That is revision ${version}.`
}
