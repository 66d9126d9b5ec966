import { inject } from '@adonisjs/core'
import { errors, type HttpContext } from '@adonisjs/core/http'
import { hasFreshProof, ProofRequired } from '@pydotorg/platform/identity'
import type { AdminAction, AdminResource, AnyRow } from '@pydotorg/platform/admin'
import AdminPolicy from '#policies/admin_policy'
import { act, chosenRows, type Outcome } from '#services/act'
import { ActionPages } from '#services/action_pages'
import { Records } from '#services/records'

/** Acts on one record or on many: first a page that asks whether it is meant, then the act. */
@inject()
export default class ActionsController {
  readonly #records: Records
  readonly #pages: ActionPages

  constructor(records: Records, pages: ActionPages) {
    this.#records = records
    this.#pages = pages
  }

  async show(ctx: HttpContext): Promise<string | void> {
    const { resource, action } = await this.#asked(ctx)
    const rows = await chosenRows(ctx, resource)
    if (rows.length > 0) return this.#pages.confirm(ctx, action, { resource, rows })
    ctx.session.flash('notice', 'Nothing was ticked, so nothing was done.')
    ctx.response
      .redirect()
      .status(303)
      .toPath(this.#pages.back(ctx, resource, []))
  }

  async store(ctx: HttpContext): Promise<string | void> {
    const { resource, action } = await this.#asked(ctx)
    await ctx.bouncer.with(AdminPolicy).authorize('act', resource, action)
    const rows = await chosenRows(ctx, resource)
    const { input, isRight, state } = await this.#pages.read(ctx, action)
    if (!isRight) return this.#pages.confirm(ctx, action, { resource, rows, state })
    const outcome = await act(ctx, action, { resource, rows, input })
    ctx.session.flash('notice', sentenceOf(action, outcome))
    ctx.session.flash('adminFailures', outcome.failures.slice(0, 100))
    // The action may have taken the record away.
    const left = rows.length === 1 ? await chosenRows(ctx, resource) : []
    ctx.response
      .redirect()
      .status(303)
      .toPath(this.#pages.back(ctx, resource, left))
  }

  async #asked(ctx: HttpContext): Promise<{ resource: AdminResource; action: AdminAction<AnyRow> }> {
    const resource = await this.#records.resource(ctx)
    const action = resource.actions?.find(({ name }) => name === ctx.request.input('action'))
    if (!action) throw new errors.E_ROUTE_NOT_FOUND([ctx.request.method(), ctx.request.url()])
    await ctx.bouncer.with(AdminPolicy).authorize('act', resource, action)
    if (action.sudo && !hasFreshProof(ctx)) throw new ProofRequired()
    return { resource, action }
  }
}

function sentenceOf({ label }: AdminAction<AnyRow>, { done, failures, said }: Outcome): string {
  if (done === 1 && said) return said
  const records = done === 1 ? '1 record' : `${done} records`
  return `${label}: done for ${records}${failures.length > 0 ? `, not for ${failures.length}` : ''}.`
}
