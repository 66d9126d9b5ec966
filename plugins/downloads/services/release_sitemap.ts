import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import type { SitemapEntry } from '@pydotorg/platform/contributions'

/** The format's own bound. */
const BOUND = 50_000

/** Every page of the plugin: two that are always there, those of published releases and of systems by one query. */
export default async function releaseSitemap(): Promise<SitemapEntry[]> {
  const rows: { path: string; changed: Date }[] = await db
    .from('downloads_releases')
    .where('is_published', true)
    .select(db.raw(`'/downloads/release/' || slug || '/' as path`), 'updated_at as changed')
    .unionAll(
      db.from('downloads_operating_systems').select(db.raw(`'/downloads/' || slug || '/'`), 'updated_at as changed')
    )
    .limit(BOUND)
  const dated = rows.map(({ path, changed }) => ({ path, lastModified: DateTime.fromJSDate(changed, { zone: 'utc' }) }))
  return [{ path: '/downloads/' }, { path: '/downloads/operating-systems/' }, ...dated]
}
