import type { MenuName } from '@pydotorg/platform/contributions'
import { errors } from '@adonisjs/core/http'
import Entry from '#models/entry'
import { wholeMenu } from '#services/edit_menu'
import type { MenuNode } from '#services/menu_nodes'
import { childrenOf, lineage, MOST_LEVELS } from '#services/menu_tree'

/** An entry, and what can be said about it. */
export interface EntryPage {
  entry: MenuNode
  /** True when staff decided something about an entry of a plugin. */
  isDecided: boolean
  /** Entries that it can be placed below. */
  parents: { key: string; title: string }[]
}

/**
 * @param menu - which menu
 * @param key - of an entry
 * @returns the entry
 * @throws E_ROUTE_NOT_FOUND when the menu has no such entry
 */
export async function entryPage(menu: MenuName, key: string): Promise<EntryPage> {
  const nodes = await wholeMenu(menu)
  const entry = nodes.get(key)
  if (!entry) throw new errors.E_ROUTE_NOT_FOUND(['GET', `/admin/menus/${menu}/entries/${key}/`])
  const isDecided = !entry.isOwn && (await Entry.query().where({ menu, key }).first()) !== null
  return { entry, isDecided, parents: possibleParents(nodes, key) }
}

/**
 * @param nodes - a menu
 * @param key - of an entry that is not to stand below itself; null for a new one
 * @returns entries below which something can stand, each with those above it
 */
export function possibleParents(nodes: ReadonlyMap<string, MenuNode>, key: string | null) {
  return below(nodes, null)
    .map((node) => ({ node, line: lineage(nodes, node.key) }))
    .filter(({ line }) => line.length < MOST_LEVELS && !line.some((one) => one.key === key))
    .map(({ node, line }) => ({
      key: node.key,
      title: line
        .reverse()
        .map(({ title }) => title)
        .join(' › '),
    }))
}

function below(nodes: ReadonlyMap<string, MenuNode>, parentKey: string | null, depth = 1): MenuNode[] {
  if (depth > MOST_LEVELS) return []
  return childrenOf(nodes, parentKey).flatMap((node) => [node, ...below(nodes, node.key, depth + 1)])
}
