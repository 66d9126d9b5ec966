import app from '@adonisjs/core/services/app'
import { AuditLog } from '@pydotorg/platform/audit'

/**
 * Walking the chain takes seconds on a long log, so the dashboard tells what the last walk from `/admin/audit/` found.
 *
 * @returns why the log did not hold, and when that was found; null when it held, or was never walked
 */
export default async function brokenAuditLog(): Promise<{ reason: string; at: Date; href: string } | null> {
  const last = await (await app.container.make(AuditLog)).last('platform.audit.verify')
  const reason = last?.after?.broken
  if (!last || typeof reason !== 'string') return null
  return { reason, at: last.at, href: `/admin/audit/${last.id}/` }
}
