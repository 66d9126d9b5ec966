import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { ContributionReader } from '@pydotorg/platform/contributions'
import { renderHomeSections } from '#home/render_home_sections'
import { replLines, replSource } from '#home/repl_example'

@inject()
export default class HomeController {
  constructor(protected contributed: ContributionReader) {}

  async index(ctx: HttpContext): Promise<string> {
    const sections = await renderHomeSections(ctx, this.contributed.homeSections())
    if (!sections.complete) ctx.response.header('Cache-Control', 'no-store')
    return ctx.view.render('pages/home/index', { sections: sections.html, replLines, replSource })
  }
}
