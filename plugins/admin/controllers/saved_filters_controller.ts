import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import AdminPolicy from '#policies/admin_policy'
import { addressOf, listRequestOf } from '#services/list/list_request'
import { Records, userOf } from '#services/records'
import { forgetFilter, saveFilter } from '#services/saved_filters'
import { savedFilterValidator } from '#validators/saved_filter'

/** Searches that staff keep under names of their own. */
@inject()
export default class SavedFiltersController {
  readonly #records: Records

  constructor(records: Records) {
    this.#records = records
  }

  async store(ctx: HttpContext): Promise<void> {
    const resource = await this.#records.resource(ctx)
    await ctx.bouncer.with(AdminPolicy).authorize('keepFilters')
    const { name, search } = await ctx.request.validateUsing(savedFilterValidator)
    // Only what the list itself understands is kept.
    const kept = addressOf(resource, listRequestOf(resource, Object.fromEntries(new URLSearchParams(search))))
    await saveFilter(userOf(ctx), resource.key, { name, search: kept.slice(1) })
    ctx.session.flash('notice', `The search is kept as “${name}”.`)
    ctx.response
      .redirect()
      .status(303)
      .toPath(`${this.#records.address(resource)}${kept}`)
  }

  async destroy(ctx: HttpContext): Promise<void> {
    const resource = await this.#records.resource(ctx)
    await ctx.bouncer.with(AdminPolicy).authorize('keepFilters')
    await forgetFilter(userOf(ctx), Number(ctx.params.filter))
    ctx.response.redirect().status(303).toPath(this.#records.address(resource))
  }
}
