import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { SiteHealthReport } from '@pydotorg/platform/health'

/** How the site is, in the words that only operators may read. */
@inject()
export default class HealthController {
  readonly #health: SiteHealthReport

  constructor(health: SiteHealthReport) {
    this.#health = health
  }

  async show({ view }: HttpContext): Promise<string> {
    const report = await this.#health.everything()
    return view.render('admin::pages/cockpit/health/show', { report })
  }
}
