import { DateTime } from 'luxon'

const DATE = /^(\d{4})-?(\d{2})-?(\d{2})/
const TIME = /(?:[T ](\d{2})(?::?(\d{2})(?::?(\d{2})(?:[.,](\d+))?)?)?(?: ?(Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?))?)?$/
const MOMENT = new RegExp(DATE.source + TIME.source)

/**
 * @param text - an ISO date or date with time; without a zone it means UTC
 * @returns it for PostgreSQL, with microseconds; null when it is none
 * @example
 * v2Moment('2025-10-09') // '2025-10-09T00:00:00.0Z'
 */
export function v2Moment(text: string): string | null {
  const parts = MOMENT.exec(text.trim())
  if (!parts) return null
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '0', zone = 'Z'] = parts
  // Luxon takes 24:00 for midnight and knows a year 0; Python does neither.
  if (hour === '24' || year === '0000') return null
  const moment = DateTime.fromISO(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`, { zone: 'utc' })
  // Luxon keeps milliseconds only, so the fraction goes round it.
  return moment.isValid && moment.year > 0
    ? `${moment.toFormat("yyyy-MM-dd'T'HH:mm:ss")}.${fraction.slice(0, 6)}Z`
    : null
}
