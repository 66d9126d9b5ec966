import db from '@adonisjs/lucid/services/db'
import type { User } from '@pydotorg/platform/identity'

/** More than anybody writes in years. */
const MOST = 5_000

/** What a person wrote: which page, when, and what they said of it. The texts themselves are public. */
export default async function personalData({ id }: User): Promise<unknown> {
  return db
    .from('pages_revisions')
    .join('pages_pages', 'pages_pages.id', 'pages_revisions.page_id')
    .where('pages_revisions.author_id', id)
    .orderBy('pages_revisions.id')
    .limit(MOST)
    .select('pages_pages.path', 'pages_revisions.number', 'pages_revisions.comment', 'pages_revisions.created_at')
}
