import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { AuditLog } from '@pydotorg/platform/audit'
import { AdminRefusal } from '@pydotorg/platform/admin'
import type { HttpContext } from '@adonisjs/core/http'
import { User } from '@pydotorg/platform/identity'
import { userOf } from '#services/records'

/** What staff change of a person; what is left out stays. */
export interface PersonChange {
  firstName?: string
  lastName?: string
  isActive?: boolean
  isStaff?: boolean
  isSuperuser?: boolean
  /** Ids of all groups from now on. */
  groups?: readonly number[]
  /** All permissions that the person has by themselves. */
  permissions?: readonly string[]
}

/** Held while superusers are counted, so that two of them cannot leave at once. */
const SUPERUSERS_LOCK = 'select pg_advisory_xact_lock(hashtext(?))'

/**
 * Changes an account, and notes it in the audit log. What gives people more to do, and accounts that may do everything, are
 * for superusers alone.
 *
 * @param ctx - the request of who does it
 * @param id - of the account
 * @param change - what is different
 * @returns the account as it is now
 * @throws AdminRefusal for one's own standing, for the last superuser, and for who is no superuser
 */
export async function changePerson(ctx: HttpContext, id: number, change: PersonChange): Promise<User> {
  const { groups, permissions, ...fields } = change
  const audit = await app.container.make(AuditLog)
  return db.transaction(async (trx) => {
    const user = await User.query({ client: trx }).where({ id }).forUpdate().firstOrFail()
    const before = await stateOf(user, trx)
    user.merge(fields)
    await refuse(userOf(ctx), user, trx)
    await user.useTransaction(trx).save()
    if (groups) await replace(trx, { table: 'group_members', column: 'group_id', userId: id, values: groups })
    if (permissions) {
      await replace(trx, { table: 'user_permissions', column: 'permission', userId: id, values: permissions })
    }
    const after = await stateOf(user, trx)
    const isRaised = JSON.stringify(standing(before)) !== JSON.stringify(standing(after))
    if (isRaised && !userOf(ctx).isSuperuser)
      throw new AdminRefusal('Only a superuser gives people more to do, or less.')
    const subject = { type: 'user', id, label: user.username }
    await audit.record({ by: ctx, action: 'platform.user.update', subject, before, after }, trx)
    return user
  })
}

/** Nobody locks themselves out, and somebody stays who may do everything. */
async function refuse(actor: User, user: User, trx: TransactionClientContract): Promise<void> {
  const { $original: was } = user
  if (was.isSuperuser && !actor.isSuperuser) throw new AdminRefusal('Only a superuser changes the account of one.')
  const isLess = (was.isActive && !user.isActive) || (was.isSuperuser && !user.isSuperuser)
  if (!isLess) return
  if (actor.id === user.id) throw new AdminRefusal('You cannot take this away from yourself. Ask somebody else.')
  if (!was.isSuperuser) return
  await trx.rawQuery(SUPERUSERS_LOCK, ['superusers'])
  const other = await User.query({ client: trx })
    .where({ isSuperuser: true, isActive: true })
    .whereNot('id', user.id)
    .first()
  if (!other)
    throw new AdminRefusal('This is the only account with every permission. Give them to somebody else first.')
}

type State = Awaited<ReturnType<typeof stateOf>>

async function stateOf(user: User, trx: TransactionClientContract) {
  const { firstName, lastName, isActive, isStaff, isSuperuser } = user
  const groups: { group_id: number }[] = await trx.from('group_members').where('user_id', user.id).orderBy('group_id')
  const own: { permission: string }[] = await trx
    .from('user_permissions')
    .where('user_id', user.id)
    .orderBy('permission')
  return {
    ...{ firstName, lastName, isActive, isStaff, isSuperuser },
    groups: groups.map(({ group_id: id }) => id),
    permissions: own.map(({ permission }) => permission),
  }
}

function standing({ isStaff, isSuperuser, groups, permissions }: State) {
  return { isStaff, isSuperuser, groups, permissions }
}

async function replace(
  trx: TransactionClientContract,
  kept: { table: string; column: string; userId: number; values: readonly (string | number)[] }
): Promise<void> {
  const { table, column, userId, values } = kept
  await trx.from(table).where('user_id', userId).delete()
  if (values.length > 0)
    await trx.table(table).multiInsert(values.map((value) => ({ user_id: userId, [column]: value })))
}
