import type { Features } from '../features/features.js'
import type { PluginRegistry } from '../plugins/plugin_registry.js'
import type { FeedLink } from './feeds.js'
import type { HealthCheckSource } from './health_checks.js'
import type { HomeSection } from './home_sections.js'
import type { MenuName, NavigationEntry } from './navigation.js'
import type { Contributions } from './contributions.js'
import type { SitemapSource } from './sitemap.js'
import type { WireResource } from '../wire_api/wire_resource.js'

/**
 * What the plugins that are switched on hand to the site. Asked at each request, so a plugin that goes off is gone
 * from every list at once.
 *
 * @example
 * const contributed = await app.container.make(ContributionReader)
 * contributed.navigation('main').map((entry) => entry.title)
 */
export class ContributionReader {
  readonly #plugins: PluginRegistry
  readonly #features: Features

  /**
   * @param plugins - who may contribute
   * @param features - decides who is on
   */
  constructor(plugins: PluginRegistry, features: Features) {
    this.#plugins = plugins
    this.#features = features
  }

  /**
   * @param menu - which menu
   * @returns its entries by weight
   */
  navigation(menu: MenuName): NavigationEntry[] {
    return this.#contributed((contributions) => contributions.navigation?.[menu]).sort((a, b) => a.weight - b.weight)
  }

  /** Parts of the home page by weight. */
  homeSections(): HomeSection[] {
    return this.#contributed((contributions) => contributions.homeSections).sort((a, b) => a.weight - b.weight)
  }

  /** Feeds for the head of every page. */
  feeds(): FeedLink[] {
    return this.#contributed((contributions) => contributions.feeds)
  }

  /** Checks for `/health`. */
  healthChecks(): HealthCheckSource[] {
    return this.#contributed((contributions) => contributions.healthChecks)
  }

  /** Lists of public addresses, one or more for each plugin; whoever reads them keeps one that throws apart. */
  sitemapSources(): SitemapSource[] {
    return this.#contributed((contributions) => contributions.sitemap)
  }

  /** Collections of python.org's API, in the order of the plugins. */
  async wireResources(): Promise<WireResource[]> {
    const sources = this.#contributed((contributions) => contributions.wireResources)
    const modules = await Promise.all(sources.map((source) => source()))
    return modules.map((module) => module.default)
  }

  #contributed<T>(pick: (contributions: Contributions) => readonly T[] | undefined): T[] {
    return this.#plugins
      .all()
      .filter((plugin) => this.#features.isOn(plugin.name))
      .flatMap((plugin) => pick(plugin.manifest.contributes ?? {}) ?? [])
  }
}
