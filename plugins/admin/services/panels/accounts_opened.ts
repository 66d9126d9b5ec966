import db from '@adonisjs/lucid/services/db'
import { fragments } from '@pydotorg/platform/cache'
import { countByPeriod, type ChartPoint } from '@pydotorg/platform/charts'

/** Ten minutes: a chart of weeks need not know the last account. */
const KEPT = { lifetime: 600, tags: ['admin:figures'] }

/** @returns accounts by the week in which they were opened; null when none was */
export default async function accountsOpened(): Promise<{ points: ChartPoint[] } | null> {
  const points = await fragments.remember('admin.accounts_opened', KEPT, () => {
    return countByPeriod(db.from('users'), { column: 'date_joined', unit: 'week', count: 12 })
  })
  return points.some(({ value }) => value > 0) ? { points } : null
}
