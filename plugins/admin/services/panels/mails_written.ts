import db from '@adonisjs/lucid/services/db'
import { fragments } from '@pydotorg/platform/cache'
import { countByPeriod, type ChartPoint } from '@pydotorg/platform/charts'

/** Ten minutes: a day of a large site has many mails to count. */
const KEPT = { lifetime: 600, tags: ['admin:figures'] }

/** @returns mails by the day on which they were written, whatever became of them; null when none was */
export default async function mailsWritten(): Promise<{ points: ChartPoint[] } | null> {
  const points = await fragments.remember('admin.mails_written', KEPT, () => {
    return countByPeriod(db.from('mails'), { column: 'created_at', unit: 'day', count: 14 })
  })
  return points.some(({ value }) => value > 0) ? { points } : null
}
