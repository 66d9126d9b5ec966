import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { AuditLog } from '@pydotorg/platform/audit'
import UserGroup from '#models/user_group'

/** What each decision changes; the two marks are independent of each other. */
const CHANGES = {
  approve: { approved: true },
  revoke: { approved: false },
  trust: { trusted: true },
  distrust: { trusted: false },
} as const

export type Decision = keyof typeof CHANGES

/**
 * Carries out what a moderator decided, and notes it in the audit log. A decision that changes nothing leaves no entry.
 *
 * @param ctx - the moderator's request
 * @param id - the group's id
 * @param decision - what they decided
 * @returns the group as it is now
 * @throws E_ROW_NOT_FOUND when the group is gone
 */
export async function decideGroup(ctx: HttpContext, id: number, decision: Decision): Promise<UserGroup> {
  const audit = await ctx.containerResolver.make(AuditLog)
  return db.transaction(async (trx) => {
    const group = await UserGroup.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
    const before = { ...group.$original }
    group.merge(CHANGES[decision])
    if (!group.$isDirty) return group
    await group.save()
    const record = { action: `user_groups.group.${decision}`, subject: subjectOf(group) } as const
    await audit.record({ by: ctx, ...record, before, after: group.$attributes }, trx)
    return group
  })
}

/**
 * Takes a group away for good, and notes it.
 *
 * @param ctx - the moderator's request
 * @param id - the group's id
 * @returns the group as it was
 * @throws E_ROW_NOT_FOUND when the group is gone already
 */
export async function deleteGroup(ctx: HttpContext, id: number): Promise<UserGroup> {
  const audit = await ctx.containerResolver.make(AuditLog)
  return db.transaction(async (trx) => {
    const group = await UserGroup.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
    await group.delete()
    const record = { action: 'user_groups.group.delete', subject: subjectOf(group) } as const
    await audit.record({ by: ctx, ...record, before: { ...group.$attributes } }, trx)
    return group
  })
}

/** @returns the group, as the audit log names it */
export function subjectOf({ id, name }: UserGroup) {
  return { type: 'user_group', id, label: name }
}
