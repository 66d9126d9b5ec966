import type { ContributionReader, FeedLink, MenuName, NavigationEntry } from '../contributions/main.js'

/** What the frame of every page needs to know of this site. */
export interface SiteSettings {
  /** As visitors read it, e.g. `python.org`. */
  name: string
  /** Public address without a trailing slash, e.g. `https://www.example.org`. */
  url: string
  /** Address of the package index; the menu has no such entry without it. */
  packageIndex?: string
}

/**
 * The site as its templates see it, under the name `site`. Reads memory only, so every page may ask for the menus.
 *
 * @example
 * <a href="{{ site.address('/downloads/') }}">{{ site.name }}</a>
 */
export class Site {
  readonly name: string
  readonly url: string
  readonly packageIndex: string | null
  readonly #contributed: ContributionReader

  /**
   * @param settings - name and addresses
   * @param contributed - menus and feeds of the plugins that are on
   */
  constructor(settings: SiteSettings, contributed: ContributionReader) {
    this.name = settings.name
    this.url = settings.url
    this.packageIndex = settings.packageIndex ?? null
    this.#contributed = contributed
  }

  /**
   * @param path - a path of this site
   * @returns the absolute address, by APP_URL and not by what a request claims
   */
  address(path: string): string {
    return `${this.url}${path}`
  }

  /**
   * @param menu - which menu
   * @returns entries of the plugins that are on, by weight
   */
  navigation(menu: MenuName): NavigationEntry[] {
    return this.#contributed.navigation(menu)
  }

  /** True when the main menu has an entry at all. */
  hasMenu(): boolean {
    return this.packageIndex !== null || this.navigation('main').length > 0
  }

  /** Feeds that every page announces. */
  feeds(): FeedLink[] {
    return this.#contributed.feeds()
  }

  /**
   * @param section - path of a menu entry, e.g. `/downloads/`
   * @param path - path of the page that is shown
   * @returns true when the page is the section's own or lies below it
   */
  isWithin(section: string, path: string): boolean {
    const withSlash = path.endsWith('/') ? path : `${path}/`
    return section !== '/' && withSlash.startsWith(section.endsWith('/') ? section : `${section}/`)
  }
}
