import type { ModelPaginatorContract, ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import UserGroup from '#models/user_group'
import type { GroupKind } from '#services/group_kinds'

const GROUPS_ON_A_PAGE = 20

/** What a visitor looks for. */
export interface GroupSearch {
  /** Words that name or place must contain; empty for no search. */
  q?: string
  kind?: GroupKind | ''
  page?: number
}

/**
 * @param search - what a visitor looks for
 * @returns a page of approved groups that fit, by name
 */
export async function listedGroups({
  q = '',
  kind,
  page = 1,
}: GroupSearch): Promise<ModelPaginatorContract<UserGroup>> {
  const query = UserGroup.query().where('approved', true).orderByRaw('lower(name), id')
  if (kind) query.where('url_type', kind)
  containing(query, q)
  const groups = await query.paginate(page, GROUPS_ON_A_PAGE)
  groups.baseUrl('/community/user-groups/').queryString(filled({ q, kind }))
  return groups
}

/**
 * Narrows a query to groups whose name or place contains every word.
 *
 * @param query - over groups
 * @param q - what somebody typed
 */
export function containing(query: ModelQueryBuilderContract<typeof UserGroup>, q: string): void {
  for (const word of q.split(/\s+/).filter(Boolean)) {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    query.where((either) => either.whereILike('name', pattern).orWhereILike('location', pattern))
  }
}

/**
 * @param parameters - of a query string
 * @returns those that say something
 */
export function filled(parameters: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}
