import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { AuditLog } from '@pydotorg/platform/audit'
import type { HttpContext } from '@adonisjs/core/http'
import { AdminRefusal, type AdminResource, type AnyRow } from '@pydotorg/platform/admin'

const FOREIGN_KEY_VIOLATION = '23503'

/**
 * Deletes by the resource's own service, or else by one transaction with an entry in the audit log.
 *
 * @param ctx - the request
 * @param resource - a resource
 * @param row - the record
 * @throws AdminRefusal when something needs it that came meanwhile
 */
export async function deleteRecord(ctx: HttpContext, resource: AdminResource, row: AnyRow): Promise<void> {
  try {
    if (resource.remove) await resource.remove({ ctx, row })
    else await deleteRow(ctx, resource, row)
  } catch (error) {
    if ((error as { code?: string }).code !== FOREIGN_KEY_VIOLATION) throw error
    throw new AdminRefusal('Something needs this record now. Look again at what that is.')
  }
}

async function deleteRow(ctx: HttpContext, resource: AdminResource, row: AnyRow): Promise<void> {
  const { model, subject, key } = resource
  await db.transaction(async (trx) => {
    const query = model.query({ client: trx }).where(model.primaryKey, row.$primaryKeyValue as number)
    const found = (await query.forUpdate().firstOrFail()) as AnyRow
    await found.delete()
    const audit = await app.container.make(AuditLog)
    const action = `${key.split('.')[0]!}.${subject}.delete` as const
    const about = { type: subject, id: row.$primaryKeyValue as number, label: resource.label(row) }
    await audit.record({ by: ctx, action, subject: about, before: { ...found.$attributes } }, trx)
  })
  await resource.changed?.(row, ctx)
}
