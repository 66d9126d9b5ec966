import type { HttpContext } from '@adonisjs/core/http'
import type { ContributionReader, SitemapEntry, SitemapSource } from '@pydotorg/platform/contributions'

/**
 * Reads every plugin's public addresses; a list that fails takes no other with it. Says in the answer how long it may be
 * kept: not at all when something is missing.
 *
 * @param ctx - the request
 * @param contributed - who contributes
 * @returns the addresses, that of the home page first
 */
export async function sitemapEntries(
  { logger, response }: HttpContext,
  contributed: ContributionReader
): Promise<SitemapEntry[]> {
  const lists = await Promise.allSettled(contributed.sitemapSources().map(readSource))
  const failed = lists.filter((list) => list.status === 'rejected')
  for (const { reason } of failed) logger.error({ err: reason }, 'sitemap source left out')
  response.type('application/xml').header('Cache-Control', failed.length ? 'no-store' : 'public, max-age=3600')
  return [{ path: '/' }, ...lists.flatMap((list) => (list.status === 'fulfilled' ? list.value : []))]
}

async function readSource(source: SitemapSource): Promise<readonly SitemapEntry[]> {
  const { default: read } = await source()
  return read()
}
