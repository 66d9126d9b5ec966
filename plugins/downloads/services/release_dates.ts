import { DateTime } from 'luxon'
import { plainDate } from '@pydotorg/platform/http'

/** Months as the Associated Press shortens them, and with it python.org. */
const PRESS_MONTHS = ['Jan.', 'Feb.', 'March', 'April', 'May', 'June', 'July', 'Aug.', 'Sept.', 'Oct.', 'Nov.', 'Dec.']

/**
 * Behaviour kept from python.org: its list of releases writes dates so, and programs read them.
 *
 * @param day - ISO day, e.g. `2025-10-07`
 * @returns `Oct. 7, 2025`
 */
export function pressDate(day: string): string {
  const [year, month, date] = day.split('-')
  return `${PRESS_MONTHS[Number(month) - 1]} ${Number(date)}, ${year}`
}

/**
 * @param day - ISO day, e.g. `2025-10-07`
 * @returns the day as the site writes it: `7 October 2025`
 */
export function plainDay(day: string): string {
  return plainDate(DateTime.fromISO(day))
}
