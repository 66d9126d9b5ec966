import type { MenuEntry } from '@pydotorg/platform/contributions'
import type { MenuNode } from '#services/menu_nodes'

/** Levels of a menu below each other. Header and footer show two, the pages of a section all of them. */
export const MOST_LEVELS = 3

type Nodes = ReadonlyMap<string, MenuNode>

/**
 * @param nodes - a menu
 * @param parentKey - an entry of it; null for the first level
 * @returns what stands right below it, in order: an entry that staff never placed comes before the first one of a
 *   greater weight
 */
export function childrenOf(nodes: Nodes, parentKey: string | null): MenuNode[] {
  const children = [...nodes.values()].filter((node) => node.parentKey === parentKey)
  const placed = children.filter(({ position }) => position !== null)
  placed.sort((a, b) => (a.position ?? 0) - (b.position ?? 0))
  const unplaced = children.filter(({ position }) => position === null)
  unplaced.sort((a, b) => (a.weight ?? 0) - (b.weight ?? 0))
  for (const node of unplaced) {
    const next = placed.findIndex(({ weight }) => weight !== null && weight > (node.weight ?? 0))
    placed.splice(next < 0 ? placed.length : next, 0, node)
  }
  return placed
}

/**
 * @param nodes - a menu
 * @param isShown - entries for which it says no are left out, and all that lies below them
 * @returns the menu as templates show it
 */
export function menuTree(nodes: Nodes, isShown: (node: MenuNode) => boolean): MenuEntry[] {
  return level(nodes, isShown, { parentKey: null, depth: 1 })
}

function level(
  nodes: Nodes,
  isShown: (node: MenuNode) => boolean,
  { parentKey, depth }: { parentKey: string | null; depth: number }
): MenuEntry[] {
  // Also what keeps entries that stand below each other in a circle, should plugins ever make one, from running on.
  if (depth > MOST_LEVELS) return []
  return childrenOf(nodes, parentKey)
    .filter(isShown)
    .map(({ key, title, href, summary, panel }) => {
      const children = level(nodes, isShown, { parentKey: key, depth: depth + 1 })
      return { key, title, href, summary, panel, children }
    })
}

/**
 * @param nodes - a menu
 * @param key - an entry of it
 * @returns the entry and those above it, from the entry up; it ends where it would come round again
 */
export function lineage(nodes: Nodes, key: string | null): MenuNode[] {
  const line: MenuNode[] = []
  for (let node = nodes.get(key ?? ''); node && !line.includes(node); node = nodes.get(node.parentKey ?? '')) {
    line.push(node)
  }
  return line
}

/**
 * @param nodes - a menu without a circle
 * @param key - an entry of it
 * @returns how many levels it takes with all that lies below it; 1 for an entry without children
 */
export function height(nodes: Nodes, key: string): number {
  return 1 + Math.max(0, ...childrenOf(nodes, key).map((child) => height(nodes, child.key)))
}
