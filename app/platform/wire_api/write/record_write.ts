import type { HttpContext } from '@adonisjs/core/http'
import { AuditLog, auditOrigin, type AuditAction } from '../../audit/main.js'
import type { WireAccount } from '../wire_credentials.js'
import type { WireResource } from '../wire_resource.js'
import type { WireChange, WireValues, WireWrites } from './wire_writes.js'

/** A request that may write. */
export interface WireWriting {
  ctx: HttpContext
  resource: WireResource
  writes: WireWrites
  account: WireAccount
}

/** What was done to one row. */
export interface WrittenRow {
  action: 'create' | 'update' | 'delete'
  id: number
  before: WireValues | null
  after: WireValues | null
}

/**
 * Leaves an entry in the audit log: `downloads.release_file.create` for a row of `downloads/release_file`.
 *
 * @param writing - who wrote where
 * @param row - what was done
 * @param change - whose transaction keeps both or neither
 */
export async function recordWrite(
  { ctx, resource, account }: WireWriting,
  { action, id, before, after }: WrittenRow,
  { trx }: WireChange
): Promise<void> {
  const log = await ctx.containerResolver.make(AuditLog)
  const [plugin, model] = resource.path.split('/')
  const by = { ...auditOrigin(ctx), actor: { id: account.id, name: account.username } }
  const subject = { type: model!, id, label: labelOf(after ?? before) }
  await log.record({ by, action: `${plugin}.${model}.${action}` as AuditAction, subject, before, after }, trx)
}

/** What people call the row, by the field that python.org's collections have for it. */
function labelOf(values: WireValues | null): string {
  return String(values?.name ?? values?.title ?? '')
}
