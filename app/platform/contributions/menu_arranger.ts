import type { Lazy } from '../plugins/lazy.js'
import type { MenuEntry, MenuName, NavigationEntry } from './navigation.js'

/** Makes a menu out of what plugins contribute, as staff want it. Asked while its plugin is on. */
export interface MenuArranger {
  /**
   * Called once in each process that shows pages, before the first page.
   *
   * @param changed - to be called whenever menus have to be made anew
   */
  prepare(changed: () => void): Promise<void>

  /**
   * Answers from memory, without waiting.
   *
   * @param menu - which menu
   * @param entries - what plugins that are on and the settings give, by weight
   * @returns the entries as they are shown
   */
  arrange(menu: MenuName, entries: readonly NavigationEntry[]): readonly MenuEntry[]
}

/** One plugin has it; without it, menus are what is contributed. */
export type MenuArrangerSource = Lazy<MenuArranger>
