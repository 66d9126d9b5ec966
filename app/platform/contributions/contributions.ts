import type { FeedLink } from './feeds.js'
import type { HealthCheckSource } from './health_checks.js'
import type { HomeSection } from './home_sections.js'
import type { NavigationContribution } from './navigation.js'
import type { SitemapSource } from './sitemap.js'
import type { WireResourceSource } from './wire_resources.js'

/** What a plugin hands to the site. A reader shows only what plugins that are on contribute. */
export interface Contributions {
  navigation?: NavigationContribution
  homeSections?: readonly HomeSection[]
  feeds?: readonly FeedLink[]
  sitemap?: readonly SitemapSource[]
  healthChecks?: readonly HealthCheckSource[]
  wireResources?: readonly WireResourceSource[]
}
