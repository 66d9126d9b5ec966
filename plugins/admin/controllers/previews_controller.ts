import { inject } from '@adonisjs/core'
import { errors, type HttpContext } from '@adonisjs/core/http'
import AdminPolicy from '#policies/admin_policy'
import { previewOf } from '#services/form/preview'
import { Records } from '#services/records'

/** How a text in a markup language will look. Nothing is written. */
@inject()
export default class PreviewsController {
  readonly #records: Records

  constructor(records: Records) {
    this.#records = records
  }

  async store(ctx: HttpContext): Promise<string> {
    const resource = await this.#records.resource(ctx)
    await ctx.bouncer.with(AdminPolicy).authorize('manage', { resource, verb: 'view' })
    const preview = await previewOf(ctx, resource, String(ctx.params.field))
    if (!preview) throw new errors.E_ROUTE_NOT_FOUND([ctx.request.method(), ctx.request.url()])
    if (preview.faults.length > 0) ctx.response.status(422)
    return ctx.view.render('admin::pages/records/preview', { resource, ...preview })
  }
}
