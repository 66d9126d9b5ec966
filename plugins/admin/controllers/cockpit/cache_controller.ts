import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { Fragments } from '@pydotorg/platform/cache'
import { PageCache } from '@pydotorg/platform/page_cache'
import { cacheReport } from '#services/cockpit/cache_report'

/** What this process keeps of pages, whole and in parts. */
@inject()
export default class CacheController {
  constructor(
    protected pages: PageCache,
    protected fragments: Fragments
  ) {}

  async show({ view }: HttpContext): Promise<string> {
    return view.render('admin::pages/cockpit/cache/show', cacheReport(this.pages, this.fragments))
  }
}
