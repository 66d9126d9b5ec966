import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { Site } from '@pydotorg/platform/http'
import { storiesForFeed, storyFeed } from '#services/story_feed'

@inject()
export default class FeedsController {
  constructor(protected site: Site) {}

  async show({ response }: HttpContext): Promise<void> {
    const feed = storyFeed(await storiesForFeed(), (path) => this.site.address(path))
    response.header('Content-Type', 'application/rss+xml; charset=utf-8')
    response.send(feed, true)
  }
}
