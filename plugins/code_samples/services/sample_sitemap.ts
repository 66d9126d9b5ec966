import type { SitemapEntry } from '@pydotorg/platform/contributions'
import CodeSample from '#models/code_sample'

/** The format's bound. */
const MOST = 49_999

/** The list, and every published sample. */
export default async function sampleSitemap(): Promise<SitemapEntry[]> {
  const samples = await CodeSample.query()
    .withScopes((scopes) => scopes.published())
    .orderBy('id')
    .limit(MOST)
  const pages = samples.map(({ slug, updatedAt }) => ({ path: `/code-samples/${slug}/`, lastModified: updatedAt }))
  return [{ path: '/code-samples/' }, ...pages]
}
