import type { Lazy } from '../plugins/lazy.js'

/**
 * What stands beside the children of a main entry, e.g. the newest releases. It is the same for every visitor, and it is
 * rendered once for many pages, not once a page.
 */
export interface NavigationPanel {
  /** An Edge template, e.g. `downloads::panels/newest`; it gets what `data` returns. */
  view: string
  /** Loads what the template shows; null leaves the panel out, e.g. while there is no release. */
  data: Lazy<() => Promise<Record<string, unknown> | null>>
  /** Cache tags that drop it, `<plugin>:<noun>`. */
  tags: readonly string[]
}

/** An entry of a menu, as a plugin contributes it. */
export interface NavigationEntry {
  /** Stable name, `<plugin>.<noun>`, by which staff reorder it. */
  key: string
  title: string
  /** A path of this site. */
  href: string
  /** Smaller comes first; python.org's own order in steps of ten. */
  weight: number
  /** What people come for, shown in the panel below a main entry. */
  children?: readonly Omit<NavigationEntry, 'children' | 'panel'>[]
  /** One sentence for the panel. */
  summary?: string
  /** More for the panel of a main entry. */
  panel?: NavigationPanel
}

/**
 * An entry of a menu as templates show it. At most three levels lie below each other: header and footer show two of
 * them, the pages of a section all.
 */
export interface MenuEntry {
  /** Stable name, unique in its menu. */
  readonly key: string
  readonly title: string
  /** A path of this site, or an https address of another one. */
  readonly href: string
  readonly summary: string | null
  /** In the order in which they are shown. */
  readonly children: readonly MenuEntry[]
  readonly panel: NavigationPanel | null
}

/** Menus that the site has. `account` is shown to people who are signed in, `guest` to everybody else. */
export type MenuName = 'main' | 'footer' | 'account' | 'guest'

/** A plugin's entries by menu. */
export type NavigationContribution = Partial<Record<MenuName, readonly NavigationEntry[]>>
