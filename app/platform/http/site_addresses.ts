import type { ContributionReader } from '../contributions/main.js'
import { OperatorMistake } from '../identity/operators/operator_mistake.js'
import type { RouteDirectory } from './route_directory.js'

/**
 * Whether something stands at a path of this site: for staff who write down where a link leads.
 *
 * @example
 * const addresses = await app.container.make(SiteAddresses)
 * await addresses.find('/downloads') // '/downloads/'
 */
export class SiteAddresses {
  readonly #directory: RouteDirectory
  readonly #contributed: ContributionReader
  readonly #origin: string

  /**
   * @param directory - knows the routes
   * @param contributed - knows, by the sitemap, what stands where a route has parameters, and pages without a route
   * @param siteUrl - public address of this site
   */
  constructor(directory: RouteDirectory, contributed: ContributionReader, siteUrl: string) {
    this.#directory = directory
    this.#contributed = contributed
    this.#origin = new URL(siteUrl).origin
  }

  /**
   * Checks where a link leads that staff write down. Other sites are not asked whether the address is there: they may be
   * slow, and away for a moment.
   *
   * @param given - a path of this site, perhaps with `?` and `#`, or an https address
   * @returns the same as it is kept: a page of this site by its one address, as a path
   * @throws OperatorMistake when it is neither, and when no public page stands at the path
   */
  async linkTarget(given: string): Promise<string> {
    const text = given.trim()
    const isPath = /^\/(?![/\\])/.test(text)
    const url = URL.parse(text, isPath ? this.#origin : undefined)
    if (!url) {
      throw new OperatorMistake(`“${given}” is neither a path of this site, such as /downloads/, nor an address.`)
    }
    if (url.origin === this.#origin) return this.#pathOfPage(url)
    if (url.protocol !== 'https:' || url.username || url.password) {
      throw new OperatorMistake(`“${given}” cannot be linked: only paths of this site and addresses with https: can.`)
    }
    return url.href
  }

  /**
   * Reads every list of addresses of the sitemap unless a route without parameters answers, so it is nothing for pages.
   *
   * @param path - a path of this site without query
   * @returns the page's one address; null when nothing public stands there now
   */
  async find(path: string): Promise<string | null> {
    return this.#find(path, () => this.#listed())
  }

  /**
   * As `find`, for many at once: the lists are read once.
   *
   * @param paths - paths of this site without query
   * @returns those where nothing public stands now, e.g. because a page was withdrawn
   */
  async missing(paths: Iterable<string>): Promise<Set<string>> {
    let listed: Promise<Set<string>> | null = null
    const gone = new Set<string>()
    for (const path of paths) if ((await this.#find(path, () => (listed ??= this.#listed()))) === null) gone.add(path)
    return gone
  }

  async #find(path: string, listed: () => Promise<Set<string>>): Promise<string | null> {
    const page = this.#directory.routeAt(path)
    if (page && !page.answers) return null
    if (page && !page.hasParameters) return page.address
    const known = await listed()
    const forms = page ? [page.address] : [path, path.endsWith('/') ? path.slice(0, -1) : `${path}/`]
    return forms.find((form) => known.has(form)) ?? null
  }

  /**
   * For lists of links: from memory, and therefore without a look at pages that no route has.
   *
   * @param path - a path of this site without query
   * @returns true when the page belongs to something that is switched off
   */
  isOff(path: string): boolean {
    return this.#directory.routeAt(path)?.answers === false
  }

  async #pathOfPage({ pathname, search, hash }: URL): Promise<string> {
    const address = await this.find(pathname)
    if (address !== null) return address + search + hash
    throw new OperatorMistake(`No page of this site that visitors can open stands at ${pathname}.`)
  }

  async #listed(): Promise<Set<string>> {
    const known = new Set<string>()
    // One after the other: staff can wait, and pages need the connections.
    for (const source of this.#contributed.sitemapSources()) {
      const { default: list } = await source()
      for (const { path } of await list()) known.add(path)
    }
    return known
  }
}
