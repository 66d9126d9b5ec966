import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { AuditLog } from '@pydotorg/platform/audit'
import { formError } from '@pydotorg/platform/http'
import { currentUser } from '@pydotorg/platform/identity'
import { DateTime } from 'luxon'
import UserGroup from '#models/user_group'
import { subjectOf } from '#services/moderate_group'
import { FIRST_DAY } from '#validators/proposal'

const UNIQUE_VIOLATION = '23505'

/** What staff write of a group. Whether it is approved or trusted is decided by itself. */
export type GroupDetails = Pick<UserGroup, 'name' | 'location' | 'url' | 'urlType' | 'startDate'>

/**
 * Adds a group, which waits as one that somebody proposed, or changes what is told of one. A change that changes nothing
 * leaves no entry in the audit log.
 *
 * @param ctx - the moderator's request
 * @param id - the group's id; null for a new one
 * @param details - what is told of it
 * @returns the group as it is now
 * @throws E_ROW_NOT_FOUND when it is gone; E_VALIDATION_ERROR for an address that another group has, and for a day that
 *   has not come or lies before Python
 */
export async function saveGroup(ctx: HttpContext, id: number | null, details: GroupDetails): Promise<UserGroup> {
  refuseDay(details.startDate)
  const audit = await ctx.containerResolver.make(AuditLog)
  try {
    return await db.transaction(async (trx) => {
      const group =
        id === null ? newGroup(ctx) : await UserGroup.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
      const before = id === null ? null : { ...group.$original }
      group.useTransaction(trx).merge(details)
      if (!group.$isDirty) return group
      await group.save()
      const action = `user_groups.group.${id === null ? 'create' : 'update'}` as const
      await audit.record({ by: ctx, action, subject: subjectOf(group), before, after: group.$attributes }, trx)
      return group
    })
  } catch (error) {
    if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error
    throw formError('url', 'Another group has this address.', 'unique')
  }
}

function newGroup(ctx: HttpContext): UserGroup {
  return new UserGroup().merge({ approved: false, trusted: false, creatorId: currentUser(ctx)?.id ?? null })
}

function refuseDay(day: DateTime | null): void {
  if (!day) return
  if (day < FIRST_DAY) throw formError('startDate', 'Python is not that old.', 'early')
  if (day > DateTime.utc()) throw formError('startDate', 'Choose a day that has come.', 'late')
}
