import db from '@adonisjs/lucid/services/db'
import type { User } from '@pydotorg/platform/identity'

/** More than one person ever writes. */
const MOST = 1_000

/** The stories that a person submitted. */
export default async function personalData({ id }: User): Promise<unknown> {
  return db
    .from('success_stories_stories')
    .where('submitted_by_id', id)
    .orderBy('id')
    .limit(MOST)
    .select('name', 'company_name', 'company_url', 'author', 'author_email', 'pull_quote', 'content')
    .select('is_published', 'published_at', 'returned_at', 'return_reason', 'created_at')
}
