import type { ContributionReader, DeclaredNavigationEntry } from './contribution_reader.js'
import type { MenuArranger, MenuArrangerSource } from './menu_arranger.js'
import type { MenuEntry, MenuName, NavigationContribution, NavigationEntry } from './navigation.js'

/**
 * The menus of the site as they are shown now: what the plugins that are on contribute, and the entries of the site's
 * own, as the plugin that arranges menus wants them. Reads memory only, and makes a menu anew only after a change.
 *
 * @example
 * menus.menu('main').map(({ title }) => title)
 */
export class Menus {
  readonly #contributed: ContributionReader
  readonly #own: () => NavigationContribution
  readonly #arrangers = new Map<MenuArrangerSource, MenuArranger>()
  readonly #made = new Map<MenuName, readonly MenuEntry[]>()

  /**
   * @param contributed - entries of the plugins that are on
   * @param own - entries that come from the site's settings; asked whenever a menu is made
   */
  constructor(contributed: ContributionReader, own: () => NavigationContribution = () => ({})) {
    this.#contributed = contributed
    this.#own = own
    contributed.onChange(() => this.#made.clear())
  }

  /** Wakes what arranges menus, also of a plugin that is off and may come on. Until then menus are as contributed. */
  async prepare(): Promise<void> {
    for (const source of this.#contributed.declaredMenuArrangers()) {
      const { default: arranger } = await source()
      this.#arrangers.set(source, arranger)
      await arranger.prepare(() => this.#made.clear())
    }
    this.#made.clear()
  }

  /** For whoever knows that entries of the site's own have changed: menus are made anew. */
  forget(): void {
    this.#made.clear()
  }

  /**
   * @param name - which menu
   * @returns its entries in order
   */
  menu(name: MenuName): readonly MenuEntry[] {
    const known = this.#made.get(name)
    if (known) return known
    const made = this.#make(name)
    this.#made.set(name, made)
    return made
  }

  /**
   * @param name - which menu
   * @returns all that there is to arrange by weight, also entries of plugins that are off
   */
  declared(name: MenuName): DeclaredNavigationEntry[] {
    const own = (this.#own()[name] ?? []).map((entry) => ({ ...entry, isOn: true }))
    return [...this.#contributed.declaredNavigation(name), ...own].sort(byWeight)
  }

  #make(name: MenuName): readonly MenuEntry[] {
    const entries = [...this.#contributed.navigation(name), ...(this.#own()[name] ?? [])].sort(byWeight)
    const source = this.#contributed.menuArranger()
    const arranger = source && this.#arrangers.get(source)
    return arranger ? arranger.arrange(name, entries) : entries.map(menuEntry)
  }
}

function menuEntry({ key, title, href, summary, children = [], panel }: NavigationEntry): MenuEntry {
  const below = [...children].sort(byWeight).map(menuEntry)
  return { key, title, href, summary: summary ?? null, children: below, panel: panel ?? null }
}

function byWeight(a: { weight: number }, b: { weight: number }): number {
  return a.weight - b.weight
}
