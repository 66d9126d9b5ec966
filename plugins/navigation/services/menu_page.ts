import app from '@adonisjs/core/services/app'
import type { ReorderEntry, ReorderTool } from '@pydotorg/platform/admin'
import type { MenuName } from '@pydotorg/platform/contributions'
import { SiteAddresses } from '@pydotorg/platform/http'
import { wholeMenu } from '#services/edit_menu'
import { listedEntries, ownPaths, type ListedEntry } from '#services/listed_entries'
import type { MenuNode } from '#services/menu_nodes'
import { childrenOf, MOST_LEVELS } from '#services/menu_tree'

/** What staff call the menus. */
export const MENU_TITLES: Readonly<Record<MenuName, string>> = {
  main: 'Main menu',
  footer: 'Footer',
  account: 'Menu of who is signed in',
  guest: 'Menu of guests',
}

/** A menu as staff see it. */
export interface MenuPage {
  entries: ReorderEntry[]
  /** Entries of the site's own that stand below something that is gone: nobody sees them. */
  strays: { key: string; title: string; href: string }[]
}

/**
 * @param menu - which menu
 * @returns its entries, also those that visitors do not see, with what can be done to them
 */
export async function menuPage(menu: MenuName): Promise<MenuPage> {
  const nodes = await wholeMenu(menu)
  const addresses = await app.container.make(SiteAddresses)
  const own = ownPaths(nodes)
  const listed = listedEntries(nodes, own.size > 0 ? await addresses.missing(own) : new Set())
  const states = new Map(listed.map((entry) => [entry.key, entry.state]))
  const strays = listed.filter(({ state }) => state.startsWith('nowhere'))
  return { entries: level({ menu, nodes, states }, null, 1), strays }
}

/**
 * @param menu - a menu
 * @param key - of an entry
 * @returns its page
 */
export function entryPath(menu: MenuName, key: string): string {
  return `${menuPath(menu)}entries/${key}/`
}

/** @returns the page of a menu */
export function menuPath(menu: MenuName): string {
  return `/admin/menus/${menu}/`
}

interface Shown {
  menu: MenuName
  nodes: ReadonlyMap<string, MenuNode>
  states: ReadonlyMap<string, ListedEntry['state']>
}

/** No deeper than menus are, should plugins ever contribute a circle. */
function level(shown: Shown, parentKey: string | null, depth: number): ReorderEntry[] {
  if (depth > MOST_LEVELS) return []
  return childrenOf(shown.nodes, parentKey).map((node) => ({
    key: node.key,
    title: node.title,
    detail: node.href,
    marks: marksOf(node, shown.states.get(node.key)),
    tools: toolsOf(shown.menu, node),
    children: level(shown, node.key, depth + 1),
  }))
}

function marksOf({ isOwn, isHidden }: MenuNode, state: ListedEntry['state'] | undefined) {
  return [
    ...(isOwn ? [{ text: 'Added by staff', tone: 'info' as const }] : []),
    ...(isHidden ? [{ text: 'Hidden', tone: 'warning' as const }] : []),
    ...(state === 'plugin off' ? [{ text: 'Plugin is off', tone: 'plain' as const }] : []),
    ...(state === 'shown, but nothing is there' ? [{ text: 'Nothing is there', tone: 'error' as const }] : []),
  ]
}

function toolsOf(menu: MenuName, { key, isHidden }: MenuNode): ReorderTool[] {
  const action = `${menuPath(menu)}visibility/`
  return [
    { label: 'Edit', href: entryPath(menu, key) },
    isHidden
      ? { label: 'Show', action, name: 'show', value: key }
      : { label: 'Hide', action, name: 'hide', value: key },
  ]
}
