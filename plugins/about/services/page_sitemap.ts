import type { SitemapEntry } from '@pydotorg/platform/contributions'

const PAGES = [
  '/about/',
  '/about/gettingstarted/',
  '/about/apps/',
  '/about/quotes/',
  '/about/help/',
  '/about/governance/',
  '/about/psf/',
  '/about/legal/',
  '/doc/',
  '/doc/versions/',
  '/docs/',
  '/community/',
  '/community/forums/',
  '/community/lists/',
  '/community/irc/',
  '/community/workshops/',
  '/community/diversity/',
]

/** Every page; their texts change with the code alone, so no day is known. */
export default function pageSitemap(): Promise<SitemapEntry[]> {
  return Promise.resolve(PAGES.map((path) => ({ path })))
}
