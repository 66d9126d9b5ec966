import { distance } from 'fastest-levenshtein'

/**
 * The known names that a mistyped one most likely meant.
 *
 * @param typed - what somebody wrote
 * @param known - the names there are
 * @returns at most three names, closest first; none when nothing is near
 * @example
 * closestNames('downlods', ['downloads', 'events']) // ['downloads']
 */
export function closestNames(typed: string, known: readonly string[]): string[] {
  const limit = Math.max(2, Math.ceil(typed.length / 2))
  return known
    .map((name) => ({ name, edits: distance(typed, name) }))
    .filter(({ edits }) => edits <= limit)
    .sort((a, b) => a.edits - b.edits || a.name.localeCompare(b.name, 'en'))
    .slice(0, 3)
    .map(({ name }) => name)
}
