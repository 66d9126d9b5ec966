import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import type { HomeSection } from '@pydotorg/platform/contributions'
import { HomeArrangement } from '@pydotorg/platform/home'
import { layOutSections } from '#home/lay_out_sections'
import { renderHomeSections } from '#home/render_home_sections'

@inject()
export default class HomeController {
  constructor(protected arrangement: HomeArrangement) {}

  async index(ctx: HttpContext): Promise<string> {
    const shown = await this.#shownSections(ctx)
    const { sections, complete } = await renderHomeSections(ctx, shown ?? [])
    if (!complete || !shown) ctx.response.header('Cache-Control', 'no-store')
    return ctx.view.render('pages/home/index', layOutSections(sections))
  }

  /** Null when the order cannot be read: without it nobody knows what is hidden, and the page still says what Python is. */
  async #shownSections({ logger }: HttpContext): Promise<HomeSection[] | null> {
    try {
      return await this.arrangement.shown()
    } catch (error) {
      logger.error({ err: error }, 'sections of the home page left out')
      return null
    }
  }
}
