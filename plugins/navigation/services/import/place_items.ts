import type { MenuName } from '@pydotorg/platform/contributions'
import { BadRow } from '@pydotorg/platform/django_import'
import { ownKey } from '#services/add_entry'
import { MOST_LEVELS } from '#services/menu_tree'
import { isHome, isPackageIndex, PACKAGE_INDEX_KEY, targetOf } from '#services/import/item_target'
import type { TreeItem } from '#services/import/tree_item'

/** Alias of the entry of python.org that stands in its footer alone. */
const FOOTER_ONLY = 'python-footer'

/** An item as a row of the plugin's table. */
export interface PlacedEntry {
  menu: MenuName
  key: string
  /** Null for an entry that a plugin contributes. */
  href: string | null
  title: string
  summary: string | null
  parent_key: string | null
  position: number | null
  is_hidden: boolean
}

/** Where an item came to stand. */
interface Standing {
  menu: MenuName
  /** Null where it is the menu itself. */
  key: string | null
  depth: number
}

/** Keys of what plugins contribute, by menu and path. */
export type ContributedKeys = ReadonlyMap<MenuName, ReadonlyMap<string, string>>

/**
 * Finds a place for items of python.org's tree `main`, parents first: what stands below its home page is the main menu,
 * the other first entries and the one for the footer are the footer. Items for people who are signed in, or who are not,
 * go into the menus that only those see.
 */
export class ItemPlaces {
  readonly #contributed: ContributedKeys
  readonly #standings = new Map<number, Standing>()
  readonly #taken = new Set<string>()

  /** @param contributed - an item that leads where such an entry leads becomes a word about it */
  constructor(contributed: ContributedKeys) {
    this.#contributed = contributed
  }

  /**
   * @param item - whose parent was placed before
   * @returns the row, and whether its address had to be changed; a row about an entry of a plugin has no address
   * @throws BadRow when it cannot be an entry here
   */
  async place(item: TreeItem): Promise<{ entry: PlacedEntry; isUpgraded: boolean }> {
    if (item.access_restricted)
      throw new BadRow('who sees it depends on permissions, and menus are the same for everybody')
    if (item.parent === null && isHome(item)) {
      this.#standings.set(item.id, { menu: 'main', key: null, depth: 0 })
      throw new BadRow('it is the main menu itself; what stands below it is looked at')
    }
    if (isPackageIndex(item)) return { entry: this.#packageIndex(item), isUpgraded: false }
    const above = this.#above(item)
    if (above.depth >= MOST_LEVELS) throw new BadRow(`a menu has at most ${MOST_LEVELS} levels`)
    const { href, isUpgraded } = await targetOf(item)
    const contributed = this.#contributedKey(above.menu, href)
    const key = contributed ?? ownKey(item.id)
    this.#taken.add(`${above.menu}:${key}`)
    this.#standings.set(item.id, { menu: above.menu, key, depth: above.depth + 1 })
    const place = { menu: above.menu, key, parent_key: above.key, position: item.sort_order }
    return { entry: { ...wordsOf(item), ...place, href: contributed ? null : href }, isUpgraded }
  }

  #above(item: TreeItem): Standing {
    const above = item.parent === null ? undefined : this.#standings.get(item.parent)
    if (item.parent !== null && !above) throw new BadRow(`what it stands below, pk ${item.parent}, is not taken in`)
    const menu = menuFor(item, above)
    return above?.menu === menu ? above : { menu, key: null, depth: 0 }
  }

  #contributedKey(menu: MenuName, href: string): string | null {
    const key = this.#contributed.get(menu)?.get(href) ?? null
    return key !== null && this.#taken.has(`${menu}:${key}`) ? null : key
  }

  /** Its address and its place come from the settings. */
  #packageIndex(item: TreeItem): PlacedEntry {
    const keys = [...(this.#contributed.get('main')?.values() ?? [])]
    if (!keys.includes(PACKAGE_INDEX_KEY)) throw new BadRow('the setting site.package_index is empty')
    const place = { menu: 'main', key: PACKAGE_INDEX_KEY, parent_key: null, position: null } as const
    return { ...wordsOf(item), ...place, href: null }
  }
}

function menuFor(item: TreeItem, above: Standing | undefined): MenuName {
  if (item.access_loggedin) return 'account'
  if (item.access_guest) return 'guest'
  if (!above || item.alias === FOOTER_ONLY) return 'footer'
  return above.menu
}

function wordsOf({ title, description, hidden, inmenu }: TreeItem) {
  return { title, summary: description || null, is_hidden: hidden || !inmenu }
}
