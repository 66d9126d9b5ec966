import { Readable } from 'node:stream'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { AuditLog } from '@pydotorg/platform/audit'
import OperatorPolicy from '#policies/operator_policy'
import { csvLines, toFilter } from '#services/cockpit/audit_search'
import { filled } from '#services/cockpit/filled'
import { auditSearchValidator } from '#validators/cockpit/audit'

/** Takes the log along, as far as it was searched; that it was is an entry too. */
@inject()
export default class AuditExportsController {
  readonly #audit: AuditLog

  constructor(audit: AuditLog) {
    this.#audit = audit
  }

  async store(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(OperatorPolicy).authorize('readAudit')
    const search = await ctx.request.validateUsing(auditSearchValidator, { data: filled(ctx.request.qs()) })
    const subject = { type: 'audit_log', id: 'export', label: 'audit log' }
    await this.#audit.record({ by: ctx, action: 'platform.audit.export', subject, after: search })
    ctx.response.header('Content-Type', 'text/csv; charset=utf-8')
    ctx.response.header('Content-Disposition', 'attachment; filename="audit-log.csv"')
    ctx.response.stream(Readable.from(csvLines(this.#audit, toFilter(search))))
  }
}
