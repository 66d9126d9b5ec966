import type { MenuNode } from '#services/menu_nodes'
import { childrenOf, lineage } from '#services/menu_tree'

/** A line of `navigation:list`. */
export interface ListedEntry {
  /** 0 on the first level. */
  depth: number
  key: string
  title: string
  href: string
  /** Why visitors do not see it, or that they do. */
  state: 'shown' | 'shown, but nothing is there' | 'hidden' | 'plugin off' | 'nowhere: the entry above it is gone'
}

/**
 * @param nodes - a menu
 * @param missing - paths of this site where visitors find nothing
 * @returns its entries in order, each followed by what stands below it; those below nothing that is there come last
 */
export function listedEntries(
  nodes: ReadonlyMap<string, MenuNode>,
  missing: ReadonlySet<string> = new Set()
): ListedEntry[] {
  const placed = below(nodes, null, 0)
  const keys = new Set(placed.map(({ key }) => key))
  const stray = [...nodes.values()].filter(({ key }) => !keys.has(key))
  const all = [...placed, ...stray.map((node) => line(node, 0, 'nowhere: the entry above it is gone'))]
  return all.map((entry) => {
    const leadsToNothing = entry.state === 'shown' && missing.has(pathOf(entry.href))
    return leadsToNothing ? { ...entry, state: 'shown, but nothing is there' } : entry
  })
}

/**
 * @param nodes - a menu
 * @returns paths of this site that entries which staff added lead to; contributed ones come and go with their plugin
 */
export function ownPaths(nodes: ReadonlyMap<string, MenuNode>): Set<string> {
  const own = [...nodes.values()].filter(({ href, isOwn }) => isOwn && href.startsWith('/'))
  return new Set(own.map(({ href }) => pathOf(href)))
}

function pathOf(href: string): string {
  return href.split(/[?#]/, 1)[0]!
}

function below(nodes: ReadonlyMap<string, MenuNode>, parentKey: string | null, depth: number): ListedEntry[] {
  return childrenOf(nodes, parentKey).flatMap((node) => {
    return [line(node, depth, stateOf(lineage(nodes, node.key))), ...below(nodes, node.key, depth + 1)]
  })
}

function line({ key, title, href }: MenuNode, depth: number, state: ListedEntry['state']): ListedEntry {
  return { depth, key, title, href, state }
}

/** An entry is hidden with what stands above it. */
function stateOf(entries: readonly MenuNode[]): ListedEntry['state'] {
  if (entries.some(({ isOn }) => !isOn)) return 'plugin off'
  return entries.some(({ isHidden }) => isHidden) ? 'hidden' : 'shown'
}
