/** Names that are offered at most. */
const MOST = 4

/** As long as a username may be, with room for what tells it from others. */
const LONGEST = 140

/**
 * Names that somebody may like, the most likely first. Whether they are free is for others to say.
 *
 * @param suggested - what the person is called elsewhere
 * @param fullName - first and last name
 * @returns names of characters that may be used here; none when there is nothing to go by
 * @example
 * candidates('ada', 'Ada Lovelace') // ['ada', 'ada.lovelace', 'ada2', 'ada3', …]
 */
export function candidates(suggested: string, fullName: string): string[] {
  const [name, full] = [plain(suggested), plain(fullName.replace(/\s+/g, '.'))]
  const base = name || full
  if (!base) return []
  const numbered = [2, 3, 4, 5, 6, 7, 8, 9].map((number) => `${base}${number}`)
  return [...new Set([base, full, `${base}.py`, ...numbered].filter(Boolean))]
}

/** Usernames for a form. */
export interface Suggestions {
  /** Fills the field; empty when there is nothing to go by. */
  first: string
  /** The name that the person has elsewhere, when somebody else has it here; else null. */
  taken: string | null
  /** More of them, when the first wish is taken. */
  others: string[]
}

/**
 * @param wanted - the most likely first
 * @param free - those that nobody has
 * @returns what to offer
 */
export function suggestions(wanted: readonly string[], free: readonly string[]): Suggestions {
  const [first = '', ...others] = wanted.filter((name) => free.includes(name))
  const [wish = first] = wanted
  return wish === first ? { first, taken: null, others: [] } : { first, taken: wish, others: others.slice(0, MOST - 1) }
}

/** What Django's usernames may have, in ASCII: accents go, the rest is left out. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^-a-zA-Z0-9_@.+]/g, '')
    .replace(/^[.@+-]+|[.@+-]+$/g, '')
    .slice(0, LONGEST)
}
