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

/*
| Days come from the database as text and go to the page as text. Making moments of them in between cost a tenth of the
| time of the downloads page.
*/

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
  const [year, month, date] = day.split('-')
  return `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`
}
