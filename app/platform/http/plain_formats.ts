import type { DateTime } from 'luxon'

const NO_BREAK_SPACE = '\u00a0'
const UNITS = ['KB', 'MB', 'GB', 'TB']

/**
 * A date as the site writes it.
 *
 * @param date - any moment; its own zone counts
 * @returns day, month in words, year
 * @example
 * plainDate(DateTime.utc(2025, 10, 7)) // '7 October 2025'
 */
export function plainDate(date: DateTime): string {
  return date.setLocale('en-GB').toFormat('d LLLL yyyy')
}

/**
 * A file's size as the site writes it: steps of 1024, one decimal, a no-break space.
 * Behaviour kept from python.org: Django's `filesizeformat` writes the same.
 *
 * @param bytes - not negative
 * @returns number and unit
 * @example
 * fileSize(12_345_678) // '11.8 MB'
 * fileSize(0) // '0 bytes'
 */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes}${NO_BREAK_SPACE}${bytes === 1 ? 'byte' : 'bytes'}`
  const power = Math.min(Math.floor(Math.log2(bytes) / 10), UNITS.length)
  return `${(bytes / 1024 ** power).toFixed(1)}${NO_BREAK_SPACE}${UNITS[power - 1]}`
}
