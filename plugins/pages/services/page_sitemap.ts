import type { SitemapEntry } from '@pydotorg/platform/contributions'
import Page from '#models/page'

/** The format's bound. */
const MOST = 50_000

/** Pages that visitors see now; texts and data that are no page are none for search engines. */
export default async function pageSitemap(): Promise<SitemapEntry[]> {
  const pages = await Page.query()
    .withScopes((scopes) => scopes.visible())
    .where('content_type', 'text/html')
    .whereNotIn('template_name', ['pages/raw', 'pages/raw.html'])
    .orderBy('path')
    .limit(MOST)
    .select('path', 'updated_at')
  return pages.map(({ href, updatedAt }) => ({ path: href, lastModified: updatedAt }))
}
