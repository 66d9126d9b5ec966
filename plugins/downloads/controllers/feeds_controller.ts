import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { Site } from '@pydotorg/platform/http'
import { releaseFeed, releasesForFeed } from '#services/release_feed'

@inject()
export default class FeedsController {
  constructor(protected site: Site) {}

  async show({ response }: HttpContext): Promise<void> {
    const releases = await releasesForFeed()
    response.header('Content-Type', 'application/rss+xml; charset=utf-8')
    const newest = releases[0]?.releaseDate
    if (newest) response.header('Last-Modified', newest.toUTCString())
    if (response.fresh()) return response.status(304).send(null)
    response.send(releaseFeed(releases, this.site.url))
  }
}
