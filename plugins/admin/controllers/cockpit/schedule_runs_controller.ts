import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { Schedules } from '@pydotorg/platform/jobs'
import OperatorPolicy from '#policies/operator_policy'
import { ofKnownSchedule } from '#services/cockpit/known_schedule'

/** Dispatches the job of a schedule now. */
@inject()
export default class ScheduleRunsController {
  readonly #schedules: Schedules

  constructor(schedules: Schedules) {
    this.#schedules = schedules
  }

  async store(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(OperatorPolicy).authorize('manageJobs')
    const name = String(ctx.params.name)
    await ofKnownSchedule(this.#schedules.runNow(name, ctx))
    ctx.session.flash('notice', `The job of ${name} is queued; when it is due next stays as it is.`)
    ctx.response.redirect().status(303).toPath('/admin/jobs/')
  }
}
