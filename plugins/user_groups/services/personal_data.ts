import db from '@adonisjs/lucid/services/db'
import type { User } from '@pydotorg/platform/identity'

/** More than one person ever runs. */
const MOST = 1_000

/** The groups that a person proposed. */
export default async function personalData({ id }: User): Promise<unknown> {
  const columns = ['name', 'location', 'url', 'url_type', 'start_date', 'approved', 'created_at']
  return db.from('user_groups_groups').where('creator_id', id).orderBy('id').limit(MOST).select(columns)
}
