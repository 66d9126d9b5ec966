import type { DjangoImporter } from '../django_import/django_importer.js'
import type { Features } from '../features/features.js'
import type { MailTemplateSource } from '../mail/templates/mail_template.js'
import type { PluginRegistry } from '../plugins/plugin_registry.js'
import type { AccountPages } from './account_pages.js'
import type { ApiHeadersSource } from './api_headers.js'
import type { FallbackSource } from './fallbacks.js'
import type { FeedLink } from './feeds.js'
import type { HealthCheckSource } from './health_checks.js'
import type { HomeSection } from './home_sections.js'
import type { PageTop } from './page_tops.js'
import type { MenuArrangerSource } from './menu_arranger.js'
import type { MenuName, NavigationEntry } from './navigation.js'
import type { Contributions } from './contributions.js'
import type { SignInWaySource } from './sign_in_ways.js'
import type { PersonalData } from './personal_data.js'
import type { SitemapSource } from './sitemap.js'
import type { SnippetSource } from './snippets.js'
import type { WireResource } from '../wire_api/wire_resource.js'

/** A section of the home page, and whether the plugin that has it is on. */
export interface DeclaredHomeSection extends HomeSection {
  isOn: boolean
}

/** An entry of a menu, and whether the plugin that has it is on. */
export interface DeclaredNavigationEntry extends NavigationEntry {
  isOn: boolean
}

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
   * @returns what plugins contribute to it, by weight; `Menus` has it as it is shown
   */
  navigation(menu: MenuName): NavigationEntry[] {
    return this.#contributed((contributions) => contributions.navigation?.[menu]).sort((a, b) => a.weight - b.weight)
  }

  /**
   * @param menu - which menu
   * @returns what plugins contribute to it, also those that are off: what staff arrange
   */
  declaredNavigation(menu: MenuName): DeclaredNavigationEntry[] {
    return this.#plugins.all().flatMap(({ name, manifest }) => {
      const isOn = this.#features.isOn(name)
      return (manifest.contributes?.navigation?.[menu] ?? []).map((entry) => ({ ...entry, isOn }))
    })
  }

  /** What arranges menus; null while no plugin does. */
  menuArranger(): MenuArrangerSource | null {
    const [arranger = null] = this.#contributed(({ menuArranger }) => (menuArranger ? [menuArranger] : []))
    return arranger
  }

  /** What arranges menus while its plugin is on, of every plugin. */
  declaredMenuArrangers(): MenuArrangerSource[] {
    return this.#plugins.all().flatMap(({ manifest }) => manifest.contributes?.menuArranger ?? [])
  }

  /**
   * @param listener - called after a plugin went on or off; it must not throw
   */
  onChange(listener: () => void): void {
    this.#features.onChange(listener)
  }

  /** Parts of the home page by weight. */
  homeSections(): HomeSection[] {
    return this.#contributed((contributions) => contributions.homeSections).sort((a, b) => a.weight - b.weight)
  }

  /** Parts of the home page by weight, also those of plugins that are off: what staff put in order. */
  declaredHomeSections(): DeclaredHomeSection[] {
    return this.#plugins
      .all()
      .flatMap(({ name, manifest }) => {
        const isOn = this.#features.isOn(name)
        return (manifest.contributes?.homeSections ?? []).map((section) => ({ ...section, isOn }))
      })
      .sort((a, b) => a.weight - b.weight)
  }

  /** What stands above the header, in the order of the plugins. */
  pageTops(): PageTop[] {
    return this.#contributed((contributions) => contributions.pageTops)
  }

  /** Headers for answers of the API, in the order of the plugins. */
  apiHeaderSources(): ApiHeadersSource[] {
    return this.#contributed((contributions) => contributions.apiHeaders)
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

  /** Where people sign in and out; null while no plugin has such pages. */
  accountPages(): AccountPages | null {
    const [pages = null] = this.#contributed(({ accountPages }) => (accountPages ? [accountPages] : []))
    return pages
  }

  /** Lists of ways to sign in beside the password, in the order of the plugins. */
  signInWaySources(): SignInWaySource[] {
    return this.#contributed((contributions) => contributions.signInWays)
  }

  /** Who may answer an address that no route answers, in the order of the plugins. */
  fallbackSources(): FallbackSource[] {
    return this.#contributed((contributions) => contributions.fallbacks)
  }

  /** Where snippets are found; null while no plugin has them. */
  snippetSource(): SnippetSource | null {
    const [source = null] = this.#contributed(({ snippets }) => (snippets ? [snippets] : []))
    return source
  }

  /** Collections of python.org's API, in the order of the plugins. */
  async wireResources(): Promise<WireResource[]> {
    const sources = this.#contributed((contributions) => contributions.wireResources)
    const modules = await Promise.all(sources.map((source) => source()))
    return modules.map((module) => module.default)
  }

  /** What plugins keep of people, also while they are off. */
  personalData(): PersonalData[] {
    return this.#plugins.all().flatMap(({ manifest }) => manifest.contributes?.personalData ?? [])
  }

  /** Where plugins declare their mails, also while they are off: what staff may change. */
  mailTemplateSources(): { plugin: string; isOn: boolean; source: MailTemplateSource }[] {
    return this.#plugins.all().flatMap(({ name, manifest }) => {
      const source = manifest.contributes?.mailTemplates
      return source ? [{ plugin: name, isOn: this.#features.isOn(name), source }] : []
    })
  }

  /** What plugins take in of python.org's database, also while they are off, and which of them are. */
  async djangoModels(): Promise<{ importers: DjangoImporter[]; off: string[] }> {
    const taking = this.#plugins.all().filter(({ manifest }) => manifest.contributes?.djangoModels?.length)
    const sources = taking.flatMap(({ manifest }) => manifest.contributes?.djangoModels ?? [])
    const modules = await Promise.all(sources.map((source) => source()))
    const off = taking.filter(({ name }) => !this.#features.isOn(name)).map(({ name }) => name)
    return { importers: modules.map((module) => module.default), off }
  }

  /**
   * @param pick - which contributions
   * @returns them, of the plugins that are on and in their order; for readers of their own, such as the admin screens
   * @example
   * reader.collect(({ adminPanels }) => adminPanels)
   */
  collect<T>(pick: (contributions: Contributions) => readonly T[] | undefined): T[] {
    return this.#contributed(pick)
  }

  /** Asked several times for every page: who contributes nothing of it costs a look at a manifest. */
  #contributed<T>(pick: (contributions: Contributions) => readonly T[] | undefined): T[] {
    return this.#plugins.all().flatMap(({ name, manifest }) => {
      const own = manifest.contributes && pick(manifest.contributes)
      return own && this.#features.isOn(name) ? own : []
    })
  }
}
