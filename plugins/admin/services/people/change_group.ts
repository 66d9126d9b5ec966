import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { AuditLog } from '@pydotorg/platform/audit'
import type { HttpContext } from '@adonisjs/core/http'
import { formError } from '@pydotorg/platform/http'
import { Group } from '@pydotorg/platform/identity'
import { AdminRefusal } from '@pydotorg/platform/admin'
import { userOf } from '#services/records'

/** What a group is called, and what its members may do. */
export interface GroupChange {
  name: string
  permissions: readonly string[]
}

/**
 * Makes or changes a group, and notes it in the audit log.
 *
 * @param ctx - the request of who does it
 * @param id - of the group; null for a new one
 * @param change - what it is from now on
 * @returns the group
 * @throws E_VALIDATION_ERROR when another group has the name; AdminRefusal for who is no superuser
 */
export async function saveGroup(ctx: HttpContext, id: number | null, change: GroupChange): Promise<Group> {
  const { name, permissions } = change
  if (!userOf(ctx).isSuperuser) throw new AdminRefusal('Superusers decide who may do what.')
  const audit = await app.container.make(AuditLog)
  return db.transaction(async (trx) => {
    const known = await Group.query({ client: trx }).whereRaw('lower(name) = lower(?)', [name]).first()
    if (known && known.id !== id) throw formError('name', 'There is a group of this name.', 'unique')
    const group = id === null ? new Group() : await Group.query({ client: trx }).where({ id }).forUpdate().firstOrFail()
    const before = id === null ? null : { name: group.name, permissions: await permissionsOf(id, trx) }
    await group.merge({ name }).useTransaction(trx).save()
    await trx.from('group_permissions').where('group_id', group.id).delete()
    const rows = permissions.map((permission) => ({ group_id: group.id, permission }))
    if (rows.length > 0) await trx.table('group_permissions').multiInsert(rows)
    const action = before ? 'platform.group.update' : 'platform.group.create'
    const subject = { type: 'group', id: group.id, label: name }
    await audit.record({ by: ctx, action, subject, before, after: { name, permissions: [...permissions].sort() } }, trx)
    return group
  })
}

/**
 * @param id - of a group
 * @param client - a transaction, where there is one
 * @returns what its members may do
 */
export async function permissionsOf(id: number, client?: TransactionClientContract): Promise<string[]> {
  const query = (client ?? db).from('group_permissions').where('group_id', id).orderBy('permission')
  return (await query).map(({ permission }: { permission: string }) => permission)
}
