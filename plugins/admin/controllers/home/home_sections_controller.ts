import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { HomeArrangement } from '@pydotorg/platform/home'
import { sectionEntries } from '#services/home/section_entries'

/** What stands on the home page, in its order. */
@inject()
export default class HomeSectionsController {
  readonly #home: HomeArrangement

  constructor(home: HomeArrangement) {
    this.#home = home
  }

  async index({ view }: HttpContext): Promise<string> {
    return view.render('admin::pages/home/index', { entries: sectionEntries(await this.#home.all()) })
  }
}
