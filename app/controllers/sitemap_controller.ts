import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { ContributionReader, type SitemapEntry, type SitemapSource } from '@pydotorg/platform/contributions'
import { Site } from '@pydotorg/platform/http'
import { sitemapDocument } from '#sitemap/sitemap_document'

@inject()
export default class SitemapController {
  constructor(
    protected contributed: ContributionReader,
    protected site: Site
  ) {}

  async show({ logger, response }: HttpContext): Promise<string> {
    const lists = await Promise.allSettled(this.contributed.sitemapSources().map(readSource))
    const failed = lists.filter((list) => list.status === 'rejected')
    for (const { reason } of failed) logger.error({ err: reason }, 'sitemap source left out')
    const entries = lists.flatMap((list) => (list.status === 'fulfilled' ? list.value : []))
    response.type('application/xml').header('Cache-Control', failed.length ? 'no-store' : 'public, max-age=3600')
    return sitemapDocument([{ path: '/' }, ...entries], this.site.url)
  }
}

async function readSource(source: SitemapSource): Promise<readonly SitemapEntry[]> {
  const { default: read } = await source()
  return read()
}
