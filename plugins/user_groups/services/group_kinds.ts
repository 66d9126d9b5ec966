/** What stands behind the address of a group; the keys are python.org's. */
const KINDS = {
  meetup: 'Meetup',
  distribution_list: 'Mailing list',
  other: 'Something else',
} as const

export type GroupKind = keyof typeof KINDS

export const GROUP_KINDS = Object.keys(KINDS) as GroupKind[]

/**
 * @param kind - what stands behind a group's address
 * @returns what visitors read
 */
export function kindTitle(kind: GroupKind): string {
  return KINDS[kind]
}
