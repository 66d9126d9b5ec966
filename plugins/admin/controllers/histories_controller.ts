import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { mayManage } from '@pydotorg/platform/admin'
import { historyOf } from '#services/history'
import { Records, userOf } from '#services/records'

/** What happened to a record, from the audit log. */
@inject()
export default class HistoriesController {
  readonly #records: Records

  constructor(records: Records) {
    this.#records = records
  }

  async show(ctx: HttpContext): Promise<string> {
    const resource = await this.#records.resource(ctx)
    const row = await this.#records.row(ctx, resource)
    const before = Number(ctx.request.input('before', 0))
    const base = this.#records.address(resource)
    return ctx.view.render('admin::pages/records/history', {
      resource,
      label: resource.label(row),
      base,
      id: row.$primaryKeyValue,
      history: await historyOf(resource, row, Number.isSafeInteger(before) && before > 0 ? before : null),
      mayChange: Boolean(resource.form) && mayManage(userOf(ctx), { resource, verb: 'change', row }),
    })
  }
}
