/** Levels of membership, each with the number and the name that python.org has for it. */
const TYPES = {
  basic: { number: 0, label: 'Basic Member' },
  supporting: { number: 1, label: 'Supporting Member' },
  sponsor: { number: 2, label: 'Sponsor Member' },
  contributing: { number: 4, label: 'Contributing Member' },
  fellow: { number: 5, label: 'Fellow' },
} as const

export type MembershipType = keyof typeof TYPES

export const MEMBERSHIP_TYPES = Object.keys(TYPES) as MembershipType[]

/** The bylaws of 2024 made managing members contributing ones. */
const MANAGING = 3

/**
 * @param type - a level
 * @returns what people call somebody of that level
 */
export function typeLabel(type: MembershipType): string {
  return TYPES[type].label
}

/**
 * @param given - python.org's number, or a name; `managing` and its number 3 count as contributing
 * @returns the level, or null when there is none like that
 * @example
 * membershipType(3) // 'contributing'
 */
export function membershipType(given: unknown): MembershipType | null {
  if (given === MANAGING || given === 'managing') return 'contributing'
  return MEMBERSHIP_TYPES.find((type) => type === given || TYPES[type].number === given) ?? null
}
