import { formError } from '@pydotorg/platform/http'
import type { User } from '@pydotorg/platform/identity'
import SavedFilter from '#models/saved_filter'

/** Kept by one person for one list. */
const MOST = 30

/**
 * @param user - whose
 * @param resource - key of a resource
 * @returns what they keep for its list, by name
 */
export function savedFilters(user: User, resource: string): Promise<SavedFilter[]> {
  return SavedFilter.query().where({ userId: user.id, resource }).orderBy('name').limit(MOST)
}

/**
 * Keeps a search under a name; one of that name is replaced.
 *
 * @param user - whose
 * @param resource - key of a resource
 * @param kept - name and query string
 * @throws E_VALIDATION_ERROR when there are too many
 */
export async function saveFilter(user: User, resource: string, kept: { name: string; search: string }): Promise<void> {
  const others = (await savedFilters(user, resource)).filter(({ name }) => name !== kept.name)
  if (others.length >= MOST) throw formError('name', `There are ${MOST} already. Take one away first.`)
  await SavedFilter.updateOrCreate({ userId: user.id, resource, name: kept.name }, { search: kept.search })
}

/**
 * @param user - whose
 * @param id - of what they kept; somebody else's stays
 */
export async function forgetFilter(user: User, id: number): Promise<void> {
  await SavedFilter.query().where({ userId: user.id, id }).delete()
}
