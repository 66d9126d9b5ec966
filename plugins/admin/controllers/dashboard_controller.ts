import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { Dashboard } from '#services/dashboard'

@inject()
export default class DashboardController {
  readonly #dashboard: Dashboard

  constructor(dashboard: Dashboard) {
    this.#dashboard = dashboard
  }

  async show({ auth, view }: HttpContext): Promise<string> {
    const user = auth.getUserOrFail()
    return view.render('admin::pages/dashboard/show', {
      waiting: await this.#dashboard.waitingFor(user),
      panels: await this.#dashboard.panelsFor(user),
    })
  }
}
