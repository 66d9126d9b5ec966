/** Months as the Associated Press shortens them, and with it python.org. */
const PRESS_MONTHS = ['Jan.', 'Feb.', 'March', 'April', 'May', 'June', 'July', 'Aug.', 'Sept.', 'Oct.', 'Nov.', 'Dec.']

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/**
 * Behaviour kept from python.org: the list of releases has its dates so, and programs read them.
 *
 * @param day - ISO day, e.g. `2025-10-07`
 * @returns `Oct. 7, 2025`
 */
export function pressDate(day: string): string {
  return `${PRESS_MONTHS[monthOf(day)]} ${dayOf(day)}, ${day.slice(0, 4)}`
}

/**
 * @param day - ISO day, e.g. `2025-10-07`
 * @returns `7 October 2025`
 */
export function longDate(day: string): string {
  return `${dayOf(day)} ${MONTHS[monthOf(day)]} ${day.slice(0, 4)}`
}

/**
 * @param day - ISO day, e.g. `2025-10-07`
 * @returns `October 2025`
 */
export function monthAndYear(day: string): string {
  return `${MONTHS[monthOf(day)]} ${day.slice(0, 4)}`
}

function monthOf(day: string): number {
  return Number(day.slice(5, 7)) - 1
}

function dayOf(day: string): number {
  return Number(day.slice(8, 10))
}
