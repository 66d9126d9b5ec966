/** What others know of a person, as far as it is known here. */
export interface PersonalDetails {
  username?: string | null
  email?: string | null
  firstName?: string | null
  lastName?: string | null
}

/** Shorter parts occur in any password by chance. */
const SHORTEST_WORD = 3

/** A name of a megabyte must not slow the check down. */
const LONGEST_VALUE = 254

/**
 * @param about - what others know of the person
 * @returns each value and its parts, e.g. of `ada.lovelace@example.org`: the address, `ada`, `lovelace`, `example`
 */
export function personalWords({ username, email, firstName, lastName }: PersonalDetails): string[] {
  const values = [username, email, firstName, lastName].map((value) => (value ?? '').slice(0, LONGEST_VALUE))
  const parts = values.flatMap((value) => [value, ...value.split('@'), ...value.split(/[^\p{L}\p{N}]+/u)])
  return [...new Set(parts.filter((part) => part.length >= SHORTEST_WORD))]
}
