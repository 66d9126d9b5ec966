import db from '@adonisjs/lucid/services/db'
import { fragments } from '@pydotorg/platform/cache'
import { countByPeriod, type ChartPoint } from '@pydotorg/platform/charts'
import Release from '#models/release'

const KEPT = { lifetime: 600, tags: ['downloads:releases'] }

/** @returns published releases by the year of their date; null when there is none of the last ten years */
export default async function releasesByYear(): Promise<{ points: ChartPoint[] } | null> {
  const points = await fragments.remember('downloads.releases_by_year', KEPT, () => {
    const published = db.from(Release.table).where('is_published', true)
    return countByPeriod(published, { column: 'release_date', unit: 'year', count: 10 })
  })
  return points.some(({ value }) => value > 0) ? { points } : null
}
