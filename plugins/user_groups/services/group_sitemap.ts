import db from '@adonisjs/lucid/services/db'
import type { SitemapEntry } from '@pydotorg/platform/contributions'
import { DateTime } from 'luxon'

/** The public list, and when a group on it changed last. */
export default async function groupSitemap(): Promise<SitemapEntry[]> {
  const row: { changed: Date | null } = await db
    .from('user_groups_groups')
    .where('approved', true)
    .max('updated_at as changed')
    .first()
  const lastModified = row.changed ? DateTime.fromJSDate(row.changed, { zone: 'utc' }) : undefined
  return [{ path: '/community/user-groups/', lastModified }]
}
