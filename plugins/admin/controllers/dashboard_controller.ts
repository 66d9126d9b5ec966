import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { Dashboard } from '#services/dashboard'
import { FirstRecords } from '#services/first_records'

@inject()
export default class DashboardController {
  constructor(
    protected dashboard: Dashboard,
    protected firstRecords: FirstRecords
  ) {}

  async show({ auth, view }: HttpContext): Promise<string> {
    const user = auth.getUserOrFail()
    const [waiting, panels] = await Promise.all([
      this.dashboard.waitingFor(user),
      this.dashboard.panelsFor(user, (template, data) => view.render(template, data)),
    ])
    const isCalm = !waiting?.length
    const firstRecords = isCalm ? await this.firstRecords.for(user) : []
    // Who looks after nothing that could wait, and sees what failed, needs no word of it.
    const tellsNothingWaits = isCalm && (waiting !== null || firstRecords.length > 0 || panels.length === 0)
    return view.render('admin::pages/dashboard/show', { waiting, panels, firstRecords, tellsNothingWaits })
  }
}
