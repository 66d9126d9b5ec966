import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { QueueControl, UnknownQueue } from '@pydotorg/platform/jobs'
import OperatorPolicy from '#policies/operator_policy'
import { jobMessages, pauseValidator } from '#validators/cockpit/jobs'

/** Stops queues, and lets them go on. */
@inject()
export default class QueuePausesController {
  readonly #control: QueueControl

  constructor(control: QueueControl) {
    this.#control = control
  }

  async store(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(OperatorPolicy).authorize('manageJobs')
    const { reason } = await ctx.request.validateUsing(pauseValidator, { messagesProvider: jobMessages })
    const queue = String(ctx.params.queue)
    await known(this.#control.pause(queue, ctx, reason))
    ctx.session.flash('notice', `${queue} is paused: its jobs wait until it goes on.`)
    ctx.response.redirect().status(303).toPath('/admin/jobs/')
  }

  async destroy(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(OperatorPolicy).authorize('manageJobs')
    const queue = String(ctx.params.queue)
    await known(this.#control.resume(queue, ctx))
    ctx.session.flash('notice', `${queue} goes on.`)
    ctx.response.redirect().status(303).toPath('/admin/jobs/')
  }
}

async function known(work: Promise<void>): Promise<void> {
  await work.catch((error: unknown) => {
    throw error instanceof UnknownQueue ? new Exception(error.message, { status: 404, code: 'E_NOT_FOUND' }) : error
  })
}
