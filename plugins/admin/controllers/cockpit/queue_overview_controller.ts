import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { QueueOverview } from '#services/cockpit/queue_overview'

@inject()
export default class QueueOverviewController {
  readonly #overview: QueueOverview

  constructor(overview: QueueOverview) {
    this.#overview = overview
  }

  async show({ view }: HttpContext): Promise<string> {
    const overview = await this.#overview.glance()
    const schedules = await this.#overview.schedules()
    return view.render('admin::pages/cockpit/jobs/overview', { overview, schedules })
  }
}
