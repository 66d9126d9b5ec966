import { inject } from '@adonisjs/core'
import { errors, type HttpContext } from '@adonisjs/core/http'
import { exportRows, type ExportFormat } from '#services/list/export_rows'
import { exportedColumns } from '#services/list/exported_columns'
import { listRequestOf } from '#services/list/list_request'
import { Records, userOf } from '#services/records'

const TYPES: Readonly<Record<ExportFormat, string>> = { csv: 'text/csv; charset=utf-8', json: 'application/json' }

/** What a list shows, as a file; sent as it is read. */
@inject()
export default class ExportsController {
  readonly #records: Records

  constructor(records: Records) {
    this.#records = records
  }

  async show(ctx: HttpContext): Promise<void> {
    const resource = await this.#records.resource(ctx)
    if (exportedColumns(resource).length === 0) throw new errors.E_ROUTE_NOT_FOUND(['GET', ctx.request.url()])
    const format = ctx.params.format as ExportFormat
    const scope = listRequestOf(resource, ctx.request.qs())
    ctx.response.header('Content-Type', TYPES[format])
    ctx.response.header('Content-Disposition', `attachment; filename="${resource.key.replace('.', '_')}.${format}"`)
    ctx.response.header('Cache-Control', 'private, no-store')
    ctx.response.stream(exportRows(resource, userOf(ctx), { scope, format }))
  }
}
