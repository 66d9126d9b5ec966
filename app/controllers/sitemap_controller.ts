import { inject } from '@adonisjs/core'
import { errors, type HttpContext } from '@adonisjs/core/http'
import { ContributionReader } from '@pydotorg/platform/contributions'
import { Site } from '@pydotorg/platform/http'
import { MOST_ENTRIES, sitemapDocument, sitemapIndex } from '#sitemap/sitemap_document'
import { sitemapEntries } from '#sitemap/sitemap_entries'

/** One sitemap, or a list of several when there are more addresses than one may have. */
@inject()
export default class SitemapController {
  constructor(
    protected contributed: ContributionReader,
    protected site: Site
  ) {}

  async index(ctx: HttpContext): Promise<string> {
    const entries = await sitemapEntries(ctx, this.contributed)
    const documents = Math.ceil(entries.length / MOST_ENTRIES)
    return documents > 1 ? sitemapIndex(documents, this.site.url) : sitemapDocument(entries, this.site.url)
  }

  async show(ctx: HttpContext): Promise<string> {
    const end = Number.parseInt(ctx.params.part.replace('sitemap-', ''), 10) * MOST_ENTRIES
    const entries = (await sitemapEntries(ctx, this.contributed)).slice(end - MOST_ENTRIES, end)
    if (entries.length === 0) throw new errors.E_ROUTE_NOT_FOUND([ctx.request.method(), ctx.request.url()])
    return sitemapDocument(entries, this.site.url)
  }
}
