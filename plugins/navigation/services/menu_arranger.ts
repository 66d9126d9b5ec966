import type { MenuArranger, MenuEntry, MenuName, NavigationEntry } from '@pydotorg/platform/contributions'
import app from '@adonisjs/core/services/app'
import { SiteAddresses } from '@pydotorg/platform/http'
import { menuNodes, type MenuNode } from '#services/menu_nodes'
import { menuTree } from '#services/menu_tree'
import { keptEntries } from '#services/kept_entries'

/** Shows menus as staff want them, from the rows in memory. */
class StaffMenuArranger implements MenuArranger {
  #addresses: SiteAddresses | null = null

  async prepare(changed: () => void): Promise<void> {
    this.#addresses = await app.container.make(SiteAddresses)
    keptEntries.onChange(changed)
  }

  arrange(menu: MenuName, entries: readonly NavigationEntry[]): MenuEntry[] {
    const decisions = keptEntries.current().get(menu) ?? []
    return menuTree(menuNodes(entries, decisions), (node) => !node.isHidden && !this.#isOff(node))
  }

  /** An entry that staff added may lead to a page of a plugin that is off. */
  #isOff({ href, isOwn }: MenuNode): boolean {
    if (!isOwn || !href.startsWith('/')) return false
    return this.#addresses?.isOff(href.split(/[?#]/, 1)[0] ?? href) ?? false
  }
}

export default new StaffMenuArranger()
