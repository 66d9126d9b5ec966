import db from '@adonisjs/lucid/services/db'
import type { AuditLog } from '../../audit/main.js'
import type { Author } from '../author.js'
import { Group } from '../models/group.js'
import type { User } from '../models/user.js'
import { nameHint } from '../name_hint.js'
import { OperatorMistake } from './operator_mistake.js'

/** What somebody becomes; what is undefined stays as it is. */
export interface Standing {
  isStaff?: boolean
  isSuperuser?: boolean
  /** Names of groups to join. */
  groups?: readonly string[]
}

/** Gives people more to do, or less, by an operator's hand. */
export class Promotion {
  readonly #audit: AuditLog

  /** @param audit - is told what somebody was and is */
  constructor(audit: AuditLog) {
    this.#audit = audit
  }

  /**
   * @param user - who
   * @param standing - what they become
   * @param by - who does it
   * @returns false when they were all that already
   * @throws OperatorMistake for a group that does not exist
   */
  async promote(user: User, { groups = [], ...flags }: Standing, by: Author): Promise<boolean> {
    const joined = await groupsCalled(groups)
    const before = await standingOf(user)
    return db.transaction(async (trx) => {
      user.merge({ isStaff: flags.isStaff ?? user.isStaff, isSuperuser: flags.isSuperuser ?? user.isSuperuser })
      const isChanged = user.$isDirty
      await user.useTransaction(trx).save()
      const rows = joined.map(({ id }) => ({ group_id: id, user_id: user.id }))
      const added = rows.length
        ? await trx.table('group_members').multiInsert(rows).onConflict().ignore().returning('group_id')
        : []
      if (!isChanged && added.length === 0) return false
      const after = { ...before, is_staff: user.isStaff, is_superuser: user.isSuperuser }
      const names = joined.filter(({ id }) => added.some((row) => row.group_id === id)).map(({ name }) => name)
      const subject = { type: 'user', id: user.id, label: user.username }
      const record = { by, action: 'platform.user.promote', subject, before } as const
      await this.#audit.record({ ...record, after: { ...after, groups: [...before.groups, ...names].sort() } }, trx)
      return true
    })
  }
}

async function standingOf(user: User) {
  const { groups } = await user.loadAccess()
  return { is_staff: user.isStaff, is_superuser: user.isSuperuser, groups: [...groups].sort() }
}

async function groupsCalled(names: readonly string[]): Promise<Group[]> {
  if (names.length === 0) return []
  const all = await Group.query().orderBy('name')
  return names.map((name) => {
    const group = all.find((known) => known.name.toLowerCase() === name.toLowerCase())
    if (group) return group
    const hint = nameHint(
      name,
      all.map((known) => known.name)
    )
    throw new OperatorMistake(`There is no group "${name}".${hint}`)
  })
}
