import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { AuditLog } from '../../audit/main.js'
import type { Author } from '../author.js'
import { Group } from '../models/group.js'
import { nameHint } from '../name_hint.js'
import { OperatorMistake } from './operator_mistake.js'

/** Makes groups, and decides what their members may do, by an operator's hand. */
export class GroupPermissions {
  readonly #known: readonly string[]
  readonly #audit: AuditLog

  /**
   * @param known - all permissions that there are: `knownPermissions`
   * @param audit - is told what a group was and is
   */
  constructor(known: readonly string[], audit: AuditLog) {
    this.#known = known
    this.#audit = audit
  }

  /**
   * @param name - of the group, in any case; made when there is none
   * @param permissions - all that its members have from now on
   * @param by - who does it
   * @returns false when the group was so already
   * @throws OperatorMistake for a permission that nobody declares
   */
  async set(name: string, permissions: readonly string[], by: Author): Promise<boolean> {
    const wanted = [...new Set(permissions)].sort()
    for (const permission of wanted) this.#refuseUnknown(permission)
    return db.transaction(async (trx) => {
      const found = await Group.query({ client: trx }).whereRaw('lower(name) = lower(?)', [name]).forUpdate().first()
      const group = found ?? (await Group.create({ name }, { client: trx }))
      const before = found ? await permissionsOf(group, trx) : null
      if (before?.join() === wanted.join()) return false
      await trx.from('group_permissions').where('group_id', group.id).delete()
      const rows = wanted.map((permission) => ({ group_id: group.id, permission }))
      if (rows.length > 0) await trx.table('group_permissions').multiInsert(rows)
      const subject = { type: 'group', id: group.id, label: group.name }
      const change = { before: before && { permissions: before }, after: { permissions: wanted } }
      await this.#audit.record({ by, action: 'platform.group.set', subject, ...change }, trx)
      return true
    })
  }

  #refuseUnknown(permission: string): void {
    if (this.#known.includes(permission)) return
    throw new OperatorMistake(`There is no permission "${permission}".${nameHint(permission, this.#known)}`)
  }
}

async function permissionsOf({ id }: Group, trx: TransactionClientContract): Promise<string[]> {
  const rows: { permission: string }[] = await trx.from('group_permissions').where('group_id', id).select('permission')
  return rows.map(({ permission }) => permission).sort()
}
