import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { AuditLog } from '@pydotorg/platform/audit'
import { fieldDiffs, toFilter } from '#services/cockpit/audit_search'
import { filled } from '#services/cockpit/filled'
import { auditSearchValidator } from '#validators/cockpit/audit'

const SIZE = 50

/** Who did what, when. */
@inject()
export default class AuditController {
  readonly #audit: AuditLog

  constructor(audit: AuditLog) {
    this.#audit = audit
  }

  async index({ request, view }: HttpContext): Promise<string> {
    const { before, ...search } = await request.validateUsing(auditSearchValidator, { data: filled(request.qs()) })
    const { entries, next } = await this.#audit.page({ ...toFilter(search), before: before ?? null, limit: SIZE })
    const asked = new URLSearchParams(Object.entries(search).filter(([, value]) => value) as [string, string][])
    const query = String(asked)
    const older = next === null ? null : `/admin/audit/?${new URLSearchParams([...asked, ['before', String(next)]])}`
    return view.render('admin::pages/cockpit/audit/index', {
      entries,
      search,
      query,
      older,
      isFirst: before === undefined,
    })
  }

  async show({ params, view }: HttpContext): Promise<string> {
    const entry = await this.#audit.find(Number(params.id))
    if (!entry) throw new Exception('There is no such entry.', { status: 404, code: 'E_NOT_FOUND' })
    return view.render('admin::pages/cockpit/audit/show', { entry, diffs: fieldDiffs(entry) })
  }
}
