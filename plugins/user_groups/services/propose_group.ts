import db from '@adonisjs/lucid/services/db'
import { formError } from '@pydotorg/platform/http'
import { User } from '@pydotorg/platform/identity'
import { DateTime } from 'luxon'
import UserGroup from '#models/user_group'
import type { GroupKind } from '#services/group_kinds'

/** Proposals of one person that may wait at the same time. */
export const MOST_WAITING = 5

const UNIQUE_VIOLATION = '23505'

/** What somebody tells of a group. */
export interface Proposal {
  name: string
  location?: string | null
  url: string
  url_type: GroupKind
  /** ISO day. */
  start_date?: string | null
}

/**
 * Notes a group that somebody proposes. It waits for a moderator.
 *
 * @param user - who proposes it
 * @param proposal - what they told
 * @returns the group, neither approved nor trusted
 * @throws E_VALIDATION_ERROR when the address is known already, or the person has too many proposals waiting
 */
export async function proposeGroup(user: User, proposal: Proposal): Promise<UserGroup> {
  try {
    return await db.transaction(async (trx) => {
      // Two forms of one person come one after the other, so that neither slips by the bound.
      await User.query({ client: trx }).where('id', user.id).forUpdate().firstOrFail()
      const waiting = await UserGroup.query({ client: trx })
        .where({ creator_id: user.id, approved: false })
        .limit(MOST_WAITING)
      if (waiting.length === MOST_WAITING) {
        throw formError(
          'name',
          `${MOST_WAITING} of your groups wait for a moderator already; let them decide first.`,
          'waiting'
        )
      }
      return UserGroup.create(columnsOf(user, proposal), { client: trx })
    })
  } catch (error) {
    if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error
    throw formError('url', 'A group with this address is listed already, or waits for a moderator.', 'unique')
  }
}

function columnsOf(user: User, { name, location, url, url_type: urlType, start_date: day }: Proposal) {
  const startDate = day ? DateTime.fromISO(day, { zone: 'utc' }) : null
  return { name, location: location ?? '', url, urlType, startDate, creatorId: user.id }
}
