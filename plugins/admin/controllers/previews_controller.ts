import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { renderMarkup } from '@pydotorg/platform/markup'
import AdminPolicy from '#policies/admin_policy'
import { previewValidator } from '#validators/preview'
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
    const name = String(ctx.params.field)
    const fields = resource.form?.fieldsets.flatMap((set) => set.fields) ?? []
    const field = fields.find((one) => one.name === name && one.kind === 'markup')
    const data = { text: ctx.request.input(name) ?? '', type: ctx.request.input(`${name}MarkupType`) }
    const { text, type } = await ctx.request.validateUsing(previewValidator, { data })
    const render = (field?.kind === 'markup' && field.render) || renderMarkup
    return ctx.view.render('admin::pages/records/preview', { resource, name, html: await render(text, type) })
  }
}
