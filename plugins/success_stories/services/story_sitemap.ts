import db from '@adonisjs/lucid/services/db'
import type { SitemapEntry } from '@pydotorg/platform/contributions'
import { DateTime } from 'luxon'

/** The format's own bound, less the page of all. */
const BOUND = 49_999

/** The page of all, categories that have a story, and every published story, by one query. */
export default async function storySitemap(): Promise<SitemapEntry[]> {
  const rows: { path: string; changed: Date }[] = await db
    .from('success_stories_stories')
    .where('is_published', true)
    .select(db.raw(`'/success-stories/' || slug || '/' as path`), 'updated_at as changed')
    .unionAll(
      db
        .from('success_stories_stories as stories')
        .join('success_stories_categories as categories', 'categories.id', 'stories.category_id')
        .where('stories.is_published', true)
        .groupBy('categories.slug')
        .select(
          db.raw(`'/success-stories/category/' || categories.slug || '/'`),
          db.raw('max(stories.updated_at) as changed')
        )
    )
    .limit(BOUND)
  const dated = rows.map(({ path, changed }) => ({ path, lastModified: DateTime.fromJSDate(changed, { zone: 'utc' }) }))
  return [{ path: '/success-stories/' }, ...dated]
}
