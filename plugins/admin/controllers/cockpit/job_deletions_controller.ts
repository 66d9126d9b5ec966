import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { QueueControl } from '@pydotorg/platform/jobs'
import OperatorPolicy from '#policies/operator_policy'
import { jobMessages, tickedJobsValidator } from '#validators/cockpit/jobs'

/** Deletes jobs; what is being worked on stays. */
@inject()
export default class JobDeletionsController {
  readonly #control: QueueControl

  constructor(control: QueueControl) {
    this.#control = control
  }

  async store(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(OperatorPolicy).authorize('manageJobs')
    const { jobs } = await ctx.request.validateUsing(tickedJobsValidator, { messagesProvider: jobMessages })
    const addresses = jobs.map((job) => {
      const slash = job.indexOf('/')
      return { queue: job.slice(0, slash), id: job.slice(slash + 1) }
    })
    const { deleted, busy, gone } = await this.#control.delete(addresses, ctx)
    const rest = [
      busy.length > 0 ? `Being worked on, and kept: ${busy.join(', ')}.` : '',
      gone.length > 0 ? `Gone already: ${gone.length}.` : '',
    ]
    ctx.session.flash('notice', [`Deleted: ${deleted}.`, ...rest].filter(Boolean).join(' '))
    ctx.response.redirect().status(303).toPath('/admin/jobs/')
  }
}
