import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import type { ChartPoint } from './bar_chart.js'
import { lastPeriods, type PeriodRequest } from './periods.js'

/** What is counted, and over which time. */
export interface CountRequest extends PeriodRequest {
  /** With an index, `timestamp with time zone`: when it happened. */
  column: string
}

interface CountedRow {
  start: string
  value: string | number
}

/**
 * Counts rows by days, weeks, months or years of UTC, with a zero where there is none: one query, which reads no more of
 * the index on `column` than the time asked for. That may be a lot on a large table, so keep what comes out for some
 * minutes by `fragments.remember`.
 *
 * @param query - of a table, with conditions if need be, and without columns
 * @param request - what is counted, and over which time
 * @returns a point for each stretch of time, the earliest first, as `@ui.barChart` and `@ui.lineChart` show them
 * @throws the database's error, e.g. when there is no such column
 * @example
 * await countByPeriod(db.from('pets').where('is_adopted', true), { column: 'adopted_at', unit: 'week', count: 12 })
 * // [{ label: '7 Sept', value: 0 }, …, { label: '23 Nov', value: 4 }]
 */
export async function countByPeriod(
  query: DatabaseQueryBuilderContract,
  { column, ...request }: CountRequest
): Promise<ChartPoint[]> {
  const periods = lastPeriods(request)
  const [first, last] = [periods.at(0), periods.at(-1)]
  if (!first || !last) return []
  const start = query.client.raw(`to_char(date_trunc(?, ?? at time zone 'UTC'), 'YYYY-MM-DD') as start`, [
    request.unit,
    column,
  ])
  const rows = (await query
    .where(column, '>=', first.start.toJSDate())
    .where(column, '<', last.start.plus({ [request.unit]: 1 }).toJSDate())
    .select(start)
    .count('* as value')
    .groupByRaw('1')) as CountedRow[]
  const counted = new Map(rows.map((row) => [row.start, Number(row.value)]))
  return periods.map(({ start: begins, label }) => ({ label, value: counted.get(begins.toISODate()!) ?? 0 }))
}
