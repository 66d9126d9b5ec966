/** What staff decided about a section. */
export interface SectionDecision {
  key: string
  /** Null while its weight decides. */
  position: number | null
  isHidden: boolean
}

/** A section, and whether staff hid it. */
export type Arranged<T> = T & { isHidden: boolean }

/**
 * Puts sections in the order that staff gave them. One that staff never saw, of a new plugin, comes before the first
 * section with a greater weight.
 *
 * @param sections - as contributed, by weight
 * @param decisions - of staff; those about sections that are gone count for nothing
 * @returns all sections, the hidden ones too
 */
export function arrangeSections<T extends { key: string; weight: number }>(
  sections: readonly T[],
  decisions: readonly SectionDecision[]
): Arranged<T>[] {
  const byKey = new Map(decisions.map((decision) => [decision.key, decision]))
  const positionOf = ({ key }: T) => byKey.get(key)?.position ?? null
  const arranged = sections
    .filter((section) => positionOf(section) !== null)
    .sort((a, b) => positionOf(a)! - positionOf(b)!)
  for (const section of sections.filter((candidate) => positionOf(candidate) === null)) {
    const next = arranged.findIndex(({ weight }) => weight > section.weight)
    arranged.splice(next < 0 ? arranged.length : next, 0, section)
  }
  return arranged.map((section) => ({ ...section, isHidden: byKey.get(section.key)?.isHidden ?? false }))
}
