import type { User } from '@pydotorg/platform/identity'
import SavedFilter from '#models/saved_filter'

/** More than anybody keeps. */
const MOST = 1_000

/** A person's own copy of the searches that they kept. */
export default async function personalData({ id }: User): Promise<unknown> {
  const kept = await SavedFilter.query().where('userId', id).orderBy('id').limit(MOST)
  return kept.map((filter) => filter.serialize({ fields: { omit: ['id', 'userId'] } }))
}
