import { inject } from '@adonisjs/core'
import { errors, type HttpContext } from '@adonisjs/core/http'
import { hasFreshProof, ProofRequired } from '@pydotorg/platform/identity'
import { mayManage, needsProof, type AdminResource } from '@pydotorg/platform/admin'
import { applyPlan, type ImportOutcome } from '#services/import/apply_plan'
import type { ImportedResource } from '#services/import/file_fields'
import { ImportPages } from '#services/import/import_pages'
import { planImport } from '#services/import/plan_import'
import { readTable, UnreadableFile } from '#services/import/read_table'
import { REASON, refusedFile } from '#services/import/refused_file'
import { readSeen } from '#services/import/seen_plan'
import { pastedText, sentText } from '#services/import/sent_text'
import { Records, userOf } from '#services/records'

/** Takes files of records in: first a look at what would come of them, then the act. Whatever goes wrong, the text stays. */
@inject()
export class Imports {
  readonly #pages: ImportPages
  readonly #records: Records

  /**
   * @param pages - shows them
   * @param records - addresses
   */
  constructor(pages: ImportPages, records: Records) {
    this.#pages = pages
    this.#records = records
  }

  /**
   * @param ctx - a request below the address of a resource
   * @returns the resource
   * @throws E_ROUTE_NOT_FOUND when it is not imported
   */
  async resource(ctx: HttpContext): Promise<ImportedResource> {
    const resource = await this.#records.resource(ctx)
    if (resource.import && resource.form) return resource as ImportedResource
    throw new errors.E_ROUTE_NOT_FOUND([ctx.request.method(), ctx.request.url()])
  }

  /**
   * @param ctx - a request
   * @param resource - what is to be imported
   * @returns the page that asks for a file
   * @throws ProofRequired where the form of a record asks for one
   */
  async open(ctx: HttpContext, resource: ImportedResource): Promise<string> {
    if (lacksProof(ctx, resource)) throw new ProofRequired()
    return this.#pages.show(ctx, resource, { text: '' })
  }

  /**
   * @param ctx - a request with a file or a text
   * @param resource - what is to be imported
   * @returns the page that says what would come of it
   */
  async look(ctx: HttpContext, resource: ImportedResource): Promise<string | void> {
    return this.#attempt(ctx, resource, async (text) => {
      const plan = await planImport(ctx, resource, readTable(text))
      return this.#pages.show(ctx, resource, { text, plan })
    })
  }

  /**
   * @param ctx - a request with a text that was looked at
   * @param resource - what is to be imported
   * @returns the page again with what did not go in; nothing when all did, and the answer leads on
   */
  async take(ctx: HttpContext, resource: ImportedResource): Promise<string | void> {
    return this.#attempt(ctx, resource, async (text) => {
      const plan = await planImport(ctx, resource, readTable(text))
      const seen = readSeen(ctx.request.input('_seen'), text)
      if (!seen)
        return this.#pages.show(ctx, resource, { text, plan, notice: 'Nothing went in yet: look at it first.' })
      const outcome = await applyPlan(ctx, resource, { plan, seen })
      if (outcome.refused.length > 0) {
        ctx.response.status(422)
        return this.#pages.show(ctx, resource, { text, plan, outcome })
      }
      ctx.session.flash('notice', sentenceOf(outcome))
      ctx.response.redirect().status(303).toPath(this.#records.address(resource))
    })
  }

  /**
   * @param ctx - a request with rows that did not go in
   * @param resource - of which they are
   * @returns the page when they cannot be read; else nothing, and the answer is a file
   */
  async refused(ctx: HttpContext, resource: ImportedResource): Promise<string | void> {
    return this.#attempt(ctx, resource, (text) => {
      const { columns, rows } = readTable(text)
      const reason = columns.indexOf(REASON)
      const file = refusedFile(
        { columns },
        rows.map(({ cells }) => ({ cells, reason: cells[reason] ?? '' }))
      )
      ctx.response.header('Content-Type', 'text/csv; charset=utf-8')
      ctx.response.header('Content-Disposition', `attachment; filename="${resource.key.replace('.', '_')}_refused.csv"`)
      ctx.response.send(`\uFEFF${file}`)
      return Promise.resolve()
    })
  }

  async #attempt(
    ctx: HttpContext,
    resource: ImportedResource,
    work: (text: string) => Promise<string | void>
  ): Promise<string | void> {
    const typed = pastedText(ctx)
    try {
      const text = await sentText(ctx, typed)
      if (!lacksProof(ctx, resource)) return await work(text)
      ctx.response.status(422)
      return await this.#pages.show(ctx, resource, { text, needsProof: true })
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error
      ctx.response.status(422)
      return this.#pages.show(ctx, resource, { text: typed, fault: error.message })
    }
  }
}

function lacksProof(ctx: HttpContext, resource: AdminResource): boolean {
  const verbs = (['add', 'change'] as const).filter((verb) => mayManage(userOf(ctx), { resource, verb }))
  return verbs.some((verb) => needsProof(resource, verb)) && !hasFreshProof(ctx)
}

function sentenceOf({ added, changed, same }: ImportOutcome): string {
  const records = (count: number) => (count === 1 ? '1 record' : `${count.toLocaleString('en')} records`)
  const kept = same > 0 ? ` ${records(same)} stayed as ${same === 1 ? 'it is' : 'they are'}.` : ''
  return `${records(added)} added, ${changed.toLocaleString('en')} changed.${kept}`
}
