import type { DateTime } from 'luxon'
import type { Lazy } from '../plugins/lazy.js'

/** An address for search engines. */
export interface SitemapEntry {
  /** A path of this site. */
  path: string
  lastModified?: DateTime
}

/** Lists a plugin's public addresses; one query, not one for each row. At most 50,000 (the format's bound). */
export type SitemapSource = Lazy<() => Promise<readonly SitemapEntry[]>>
