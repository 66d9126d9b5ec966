import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { QueueDesk } from '@pydotorg/platform/jobs'
import OperatorPolicy from '#policies/operator_policy'
import { jobMessages, tickedJobsValidator } from '#validators/cockpit/jobs'

/** Queues failed jobs again, with all their attempts. */
@inject()
export default class JobRetriesController {
  readonly #desk: QueueDesk

  constructor(desk: QueueDesk) {
    this.#desk = desk
  }

  async store(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(OperatorPolicy).authorize('manageJobs')
    const { jobs } = await ctx.request.validateUsing(tickedJobsValidator, { messagesProvider: jobMessages })
    const ids = jobs.map((job) => job.slice(job.indexOf('/') + 1))
    const count = await this.#desk.retry(ids, ctx)
    const others = ids.length - count
    const rest = others > 0 ? ` ${others} of them did not fail, or are gone.` : ''
    ctx.session.flash('notice', `Queued again: ${count}.${rest}`)
    ctx.response.redirect().status(303).toPath('/admin/jobs/list/?state=failed')
  }
}
