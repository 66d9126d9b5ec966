import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { mayImport, mayManage } from '@pydotorg/platform/admin'
import AdminPolicy from '#policies/admin_policy'
import { Forms } from '#services/form/forms'
import { exportedColumns } from '#services/list/exported_columns'
import { listPage } from '#services/list/list_page'
import { listRequestOf } from '#services/list/list_request'
import { Records, userOf } from '#services/records'
import { savedFilters } from '#services/saved_filters'

/** Lists and forms of records. */
@inject()
export default class RecordsController {
  readonly #records: Records
  readonly #forms: Forms

  constructor(records: Records, forms: Forms) {
    this.#records = records
    this.#forms = forms
  }

  async index(ctx: HttpContext): Promise<string> {
    const resource = await this.#records.resource(ctx)
    const user = userOf(ctx)
    return ctx.view.render('admin::pages/records/index', {
      resource,
      base: this.#records.address(resource),
      list: await listPage(resource, user, listRequestOf(resource, ctx.request.qs())),
      saved: await savedFilters(user, resource.key),
      mayAdd: Boolean(resource.form) && mayManage(user, { resource, verb: 'add' }),
      mayExport: exportedColumns(resource).length > 0,
      mayImport: mayImport(user, resource),
      failures: ctx.session.flashMessages.get('adminFailures', []),
    })
  }

  async create(ctx: HttpContext): Promise<string> {
    const resource = await this.#records.resource(ctx)
    await ctx.bouncer.with(AdminPolicy).authorize('manage', { resource, verb: 'add' })
    return this.#forms.open(ctx, resource, null)
  }

  async store(ctx: HttpContext): Promise<string | void> {
    const resource = await this.#records.resource(ctx)
    await ctx.bouncer.with(AdminPolicy).authorize('manage', { resource, verb: 'add' })
    return this.#forms.send(ctx, resource, null)
  }

  async edit(ctx: HttpContext): Promise<string> {
    const resource = await this.#records.resource(ctx)
    return this.#forms.open(ctx, resource, await this.#records.row(ctx, resource))
  }

  async update(ctx: HttpContext): Promise<string | void> {
    const resource = await this.#records.resource(ctx)
    const row = await this.#records.row(ctx, resource)
    await ctx.bouncer.with(AdminPolicy).authorize('manage', { resource, verb: 'change', row })
    return this.#forms.send(ctx, resource, row)
  }
}
