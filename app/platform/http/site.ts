import type { HttpContext } from '@adonisjs/core/http'
import {
  isWithin,
  trailTo,
  Menus,
  type AccountPages,
  type ContributionReader,
  type FeedLink,
  type MenuEntry,
  type MenuName,
  type NavigationContribution,
  type SignInWay,
} from '../contributions/main.js'

/** What the frame of every page needs to know of this site. */
export interface SiteSettings {
  /** As visitors read it, e.g. `python.org`. */
  name: string
  /** One sentence on what the site is for, for pages that have none of their own. */
  summary: string
  /** Whose site it is, for search engines. */
  publisher: { name: string; url: string }
  /** Public address without a trailing slash, e.g. `https://www.example.org`. */
  url: string
  /** E-mail address of whoever runs the site, for people to write to; asked for each page. */
  readonly contact?: string
  /** Address of the package index; the menu has no such entry without it. Asked whenever a menu is made. */
  readonly packageIndex?: string
}

/**
 * The site as its templates see it, under the name `site`. Reads memory only, so every page may ask for the menus.
 *
 * @example
 * <a href="{{ site.address('/downloads/') }}">{{ site.name }}</a>
 */
export class Site {
  readonly name: string
  readonly summary: string
  readonly publisher: Readonly<{ name: string; url: string }>
  readonly url: string
  readonly #settings: SiteSettings
  readonly #contributed: ContributionReader
  readonly #menus: Menus

  /**
   * @param settings - name and addresses
   * @param contributed - feeds and pages of the plugins that are on
   * @param menus - without it: what the plugins contribute, and what the settings add
   */
  constructor(
    settings: SiteSettings,
    contributed: ContributionReader,
    menus: Menus = new Menus(contributed, () => settingsNavigation(settings))
  ) {
    this.name = settings.name
    this.summary = settings.summary
    this.publisher = settings.publisher
    this.url = settings.url
    this.#settings = settings
    this.#contributed = contributed
    this.#menus = menus
  }

  /** E-mail address that people may write to, or null. */
  get contact(): string | null {
    return this.#settings.contact ?? null
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
   * @returns its entries in order; those of plugins that are off are not there
   */
  navigation(menu: MenuName): readonly MenuEntry[] {
    return this.#menus.menu(menu)
  }

  /**
   * @param path - path of the page that is shown
   * @returns the entries of the main menu that lead to it, from the section down; empty when it lies in none
   * @example
   * const [section] = site.trailTo('/downloads/windows/') // the entry of /downloads/, with all entries below it
   */
  trailTo(path: string): MenuEntry[] {
    return trailTo(this.navigation('main'), path)
  }

  /** True when the main menu has an entry at all. */
  hasMenu(): boolean {
    return this.navigation('main').length > 0
  }

  /** Where people sign in and out; null while no plugin has such pages. */
  accountPages(): AccountPages | null {
    return this.#contributed.accountPages()
  }

  /** Path of the screens of staff; null while no plugin has them. */
  staffHome(): string | null {
    return this.#contributed.collect(({ adminShell }) => adminShell && [adminShell.home])[0] ?? null
  }

  /**
   * @param ctx - the request of who wants to sign in, or to prove once more who they are
   * @returns ways to do so that other sites give, in the order of the plugins
   */
  async signInWays(ctx: HttpContext): Promise<SignInWay[]> {
    const sources = await Promise.all(this.#contributed.signInWaySources().map((source) => source()))
    const ways = await Promise.all(sources.map((source) => source.default(ctx)))
    return ways.flat()
  }

  /**
   * @param label - under which staff keep a text, e.g. `homepage-introduction`
   * @returns its HTML; empty when there is none, or while no plugin keeps any
   * @example
   * {{{ await site.snippet('widget-weneedyou') }}}
   */
  async snippet(label: string): Promise<string> {
    const source = this.#contributed.snippetSource()
    if (!source) return ''
    const { default: find } = await source()
    return find(label)
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
    return isWithin(section, path)
  }
}

/**
 * @param settings - of the site
 * @returns entries of menus that come from settings and from no plugin
 */
export function settingsNavigation({ packageIndex }: SiteSettings): NavigationContribution {
  if (!packageIndex) return {}
  return { main: [{ key: 'site.package_index', title: 'Package index', href: packageIndex, weight: 900 }] }
}
