import { DateTime } from 'luxon'

/** What a line of time is cut into. */
export type PeriodUnit = 'day' | 'week' | 'month' | 'year'

/** A stretch of time in UTC. */
export interface Period {
  /** Its first moment; weeks begin on Monday. */
  start: DateTime
  /** As charts have it: `23 Nov` for a day or the Monday of a week, `Nov 2026`, `2026`. */
  label: string
}

/** Which stretches of time. */
export interface PeriodRequest {
  unit: PeriodUnit
  /** How many; the last one is that of `now`, which is not over yet. */
  count: number
  /** The present moment unless said. */
  now?: DateTime
}

const LABELS: Record<PeriodUnit, string> = { day: 'd LLL', week: 'd LLL', month: 'LLL yyyy', year: 'yyyy' }

/**
 * Cuts the time up to now into days, weeks, months or years of UTC, so that charts are the same wherever the site runs.
 *
 * @param request - which stretches of time
 * @returns them, the earliest first, without a gap
 * @example
 * lastPeriods({ unit: 'week', count: 12 }).at(-1)?.label // '23 Nov', the Monday of this week
 */
export function lastPeriods({ unit, count, now = DateTime.utc() }: PeriodRequest): Period[] {
  const last = now.toUTC().startOf(unit)
  return Array.from({ length: count }, (_, index) => {
    const start = last.minus({ [unit]: count - 1 - index })
    return { start, label: start.setLocale('en-GB').toFormat(LABELS[unit]) }
  })
}
