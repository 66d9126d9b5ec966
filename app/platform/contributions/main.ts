import type { FeedLink } from './feeds.js'
import type { HealthCheckSource } from './health_checks.js'
import type { HomeSection } from './home_sections.js'
import type { NavigationContribution } from './navigation.js'
import type { SitemapSource } from './sitemap.js'

export { ContributionReader } from './contribution_reader.js'
export type { FeedLink } from './feeds.js'
export type { HealthCheckSource } from './health_checks.js'
export type { HomeSection } from './home_sections.js'
export type { Listener, ListenerDeclaration } from './listeners.js'
export type { MenuName, NavigationContribution, NavigationEntry } from './navigation.js'
export type { SitemapEntry, SitemapSource } from './sitemap.js'

/** What a plugin hands to the site. A reader shows only what plugins that are on contribute. */
export interface Contributions {
  navigation?: NavigationContribution
  homeSections?: readonly HomeSection[]
  feeds?: readonly FeedLink[]
  sitemap?: readonly SitemapSource[]
  healthChecks?: readonly HealthCheckSource[]
}
