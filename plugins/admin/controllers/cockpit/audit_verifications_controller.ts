import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { AuditLog, type ChainReport } from '@pydotorg/platform/audit'
import OperatorPolicy from '#policies/operator_policy'

/** Walks the chain of the log and says whether it holds. */
@inject()
export default class AuditVerificationsController {
  readonly #audit: AuditLog

  constructor(audit: AuditLog) {
    this.#audit = audit
  }

  async store(ctx: HttpContext): Promise<string> {
    await ctx.bouncer.with(OperatorPolicy).authorize('readAudit')
    const report = await this.#audit.verify()
    const subject = { type: 'audit_log', id: 'chain', label: 'audit log' }
    await this.#audit.record({ by: ctx, action: 'platform.audit.verify', subject, after: noted(report) })
    // Turbo shows the answer to a form only when it is no success; this one is sent without it.
    return ctx.view.render('admin::pages/cockpit/audit/verification', { report })
  }
}

function noted({ checked, last, broken }: ChainReport): Record<string, unknown> {
  return { checked, last: last && `${last.position}:${last.hash}`, broken: broken?.reason ?? null }
}
