/** An entry of a menu. */
export interface NavigationEntry {
  /** Stable name, `<plugin>.<noun>`, by which staff reorder it. */
  key: string
  title: string
  /** A path of this site. */
  href: string
  /** Smaller comes first; python.org's own order in steps of ten. */
  weight: number
  /** What people come for, shown in the panel below a main entry. */
  children?: readonly Omit<NavigationEntry, 'children'>[]
  /** One sentence for the panel. */
  summary?: string
}

/** Menus that the site has. */
export type MenuName = 'main' | 'footer'

/** A plugin's entries by menu. */
export type NavigationContribution = Partial<Record<MenuName, readonly NavigationEntry[]>>
