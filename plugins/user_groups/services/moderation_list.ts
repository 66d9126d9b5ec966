import type { ModelPaginatorContract } from '@adonisjs/lucid/types/model'
import UserGroup from '#models/user_group'
import { containing, filled } from '#services/group_search'
import type { MODERATION_STATES } from '#validators/group_list'

const GROUPS_ON_A_PAGE = 50

/** What a moderator looks for. */
export interface ModerationSearch {
  q?: string
  state?: (typeof MODERATION_STATES)[number]
  page?: number
}

/**
 * @param search - what a moderator looks for
 * @returns a page of groups with who proposed them, those that wait longest first
 */
export async function groupsToModerate(search: ModerationSearch): Promise<ModelPaginatorContract<UserGroup>> {
  const { q = '', state = 'waiting', page = 1 } = search
  const query = UserGroup.query().preload('creator').orderBy('created_at').orderBy('id')
  if (state !== 'all') query.where('approved', state === 'approved')
  containing(query, q)
  const groups = await query.paginate(page, GROUPS_ON_A_PAGE)
  groups.baseUrl('/community/user-groups/moderate/').queryString(filled({ q, state }))
  return groups
}

/** @returns how many groups wait for a moderator */
export async function waitingGroups(): Promise<number> {
  const [row] = await UserGroup.query().where('approved', false).count('* as total')
  return Number(row?.$extras.total ?? 0)
}
