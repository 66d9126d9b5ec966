import type { ReorderMove } from '@pydotorg/platform/admin'
import type { HomeArrangement } from '@pydotorg/platform/home'
import type { Author } from '@pydotorg/platform/identity'
import { knownSection } from '#services/home/section_entries'

/**
 * @param home - the arrangement
 * @param move - which section, and beside which other
 * @param by - who moves it
 * @returns what came of it, in one sentence
 * @throws E_VALIDATION_ERROR when no plugin has one of them
 */
export async function moveSection(home: HomeArrangement, move: ReorderMove, by: Author): Promise<string> {
  const { title } = await knownSection(home, move.key)
  const neighbour = await knownSection(home, move.other)
  const isMoved = move.key !== move.other && (await home.move(move.key, await nextOf(home, move), by))
  return isMoved ? `“${title}” stands ${move.side} “${neighbour.title}” now.` : `“${title}” stood there already.`
}

/** The section before which it comes to stand; null for the end. */
async function nextOf(home: HomeArrangement, { key, side, other }: ReorderMove): Promise<string | null> {
  if (side === 'before') return other
  const others = (await home.all()).map((section) => section.key).filter((one) => one !== key)
  return others[others.indexOf(other) + 1] ?? null
}
