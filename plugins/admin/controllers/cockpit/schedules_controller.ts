import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { formError } from '@pydotorg/platform/http'
import { Schedules, TimingRefused } from '@pydotorg/platform/jobs'
import OperatorPolicy from '#policies/operator_policy'
import { ofKnownSchedule } from '#services/cockpit/known_schedule'
import { jobMessages, timingValidator } from '#validators/cockpit/jobs'

/** When a schedule fires. */
@inject()
export default class SchedulesController {
  readonly #schedules: Schedules

  constructor(schedules: Schedules) {
    this.#schedules = schedules
  }

  async edit({ params, view }: HttpContext): Promise<string> {
    const schedule = (await this.#schedules.all()).find(({ name }) => name === params.name)
    if (!schedule) throw new Exception('There is no such schedule.', { status: 404, code: 'E_NOT_FOUND' })
    return view.render('admin::pages/cockpit/schedules/edit', { schedule })
  }

  async update(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(OperatorPolicy).authorize('manageJobs')
    const typed = await ctx.request.validateUsing(timingValidator, { messagesProvider: jobMessages })
    const name = String(ctx.params.name)
    const timing = typed.declared ? null : { cron: typed.cron ?? '', timeZone: typed.timeZone || 'UTC' }
    try {
      await ofKnownSchedule(this.#schedules.retime(name, timing, ctx))
    } catch (error) {
      if (error instanceof TimingRefused) throw formError('cron', error.message)
      throw error
    }
    ctx.session.flash('notice', timing ? `${name} fires at another time now.` : `${name} fires as its plugin says.`)
    ctx.response.redirect().status(303).toPath(`/admin/jobs/schedules/${name}/`)
  }
}
