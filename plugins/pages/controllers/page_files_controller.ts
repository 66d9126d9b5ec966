import { inject } from '@adonisjs/core'
import { errors, type HttpContext } from '@adonisjs/core/http'
import PagePolicy from '#policies/page_policy'
import { fileMarkup } from '#services/file_markup'
import { PageFileIntake } from '#services/page_file_intake'
import { PageFiles, type PageFile } from '#services/page_files'
import { RevisionPages } from '#services/revision_pages'

/** Images and documents of a page, also beside its form. */
@inject()
export default class PageFilesController {
  readonly #files: PageFiles
  readonly #intake: PageFileIntake
  readonly #pages: RevisionPages

  constructor(files: PageFiles, intake: PageFileIntake, pages: RevisionPages) {
    this.#files = files
    this.#intake = intake
    this.#pages = pages
  }

  async index(ctx: HttpContext): Promise<string> {
    return this.#page(ctx, { added: ctx.session.flashMessages.get('pageFilesAdded', []), refused: [] })
  }

  async store(ctx: HttpContext): Promise<string | void> {
    await ctx.bouncer.with(PagePolicy).authorize('write')
    const { page } = await this.#pages.frame(Number(ctx.params.id))
    const { added, refused } = await this.#intake.take(page.id, ctx.request.files('files'), ctx)
    const keys = added.map(keyOf)
    if (refused.length > 0) {
      ctx.response.status(422)
      return this.#page(ctx, { added: keys, refused })
    }
    ctx.session.flash('pageFilesAdded', keys)
    ctx.session.flash('pageFilesNotice', `Added: ${added.map(({ file }) => file.name).join(', ')}.`)
    this.#back(ctx)
  }

  async destroy(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(PagePolicy).authorize('write')
    const { page } = await this.#pages.frame(Number(ctx.params.id))
    const { kind, file } = ctx.params as { kind: PageFile['kind']; file: string }
    const isThere = await this.#files.remove(page.id, { kind, id: Number(file) }, ctx)
    if (!isThere) throw new errors.E_ROUTE_NOT_FOUND([ctx.request.method(), ctx.request.url()])
    ctx.session.flash('pageFilesNotice', 'It is no file of this page any more.')
    this.#back(ctx)
  }

  async #page(ctx: HttpContext, told: { added: string[]; refused: string[] }): Promise<string> {
    const frame = await this.#pages.frame(Number(ctx.params.id))
    const files = (await this.#files.of(frame.page.id)).map((one) => {
      const markup = fileMarkup(one)
      return { ...one, key: keyOf(one), markup, written: markup[frame.page.contentMarkupType].trim() }
    })
    return ctx.view.render('pages::pages/files/index', { ...frame, ...told, files })
  }

  #back(ctx: HttpContext): void {
    ctx.response.redirect().status(303).toPath(`/admin/pages/${ctx.params.id}/files/`)
  }
}

function keyOf({ kind, file }: PageFile): string {
  return `${kind}-${file.id}`
}
