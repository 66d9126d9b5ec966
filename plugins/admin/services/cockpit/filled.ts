/**
 * A browser sends every field of a search, also those that nobody filled in.
 *
 * @param sent - fields by name
 * @returns those that say something
 * @example
 * filled({ who: 'ada', from: '' }) // { who: 'ada' }
 */
export function filled(sent: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== ''))
}
