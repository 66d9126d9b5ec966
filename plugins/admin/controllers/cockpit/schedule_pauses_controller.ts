import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { Schedules } from '@pydotorg/platform/jobs'
import OperatorPolicy from '#policies/operator_policy'
import { ofKnownSchedule } from '#services/cockpit/known_schedule'

/** Keeps schedules from firing, and lets them fire again. */
@inject()
export default class SchedulePausesController {
  readonly #schedules: Schedules

  constructor(schedules: Schedules) {
    this.#schedules = schedules
  }

  async store(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(OperatorPolicy).authorize('manageJobs')
    const name = String(ctx.params.name)
    await ofKnownSchedule(this.#schedules.pause(name, ctx))
    ctx.session.flash('notice', `${name} is paused.`)
    ctx.response.redirect().status(303).toPath('/admin/jobs/')
  }

  async destroy(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(OperatorPolicy).authorize('manageJobs')
    const name = String(ctx.params.name)
    await ofKnownSchedule(this.#schedules.resume(name, ctx))
    ctx.session.flash('notice', `${name} fires again from its next time on.`)
    ctx.response.redirect().status(303).toPath('/admin/jobs/')
  }
}
