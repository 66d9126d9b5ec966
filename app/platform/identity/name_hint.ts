import { closestNames } from '../plugins/closest_names.js'

/**
 * @param typed - a name that nobody knows
 * @param known - those there are
 * @returns a question with the closest ones, else the whole list if it is short, in a sentence to append
 * @example
 * throw new Error(`There is no group "${typed}".${nameHint(typed, names)}`)
 */
export function nameHint(typed: string, known: readonly string[]): string {
  const near = closestNames(typed, known)
  if (near.length > 0) return ` Did you mean ${near.join(' or ')}?`
  if (known.length === 0 || known.length > 12) return ''
  return ` There ${known.length === 1 ? 'is' : 'are'} ${known.join(', ')}.`
}
