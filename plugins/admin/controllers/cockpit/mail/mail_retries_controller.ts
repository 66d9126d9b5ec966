import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { MailLog, MailNotRetried, MailRetry } from '@pydotorg/platform/mail'
import OperatorPolicy from '#policies/operator_policy'

/** Sends a failed mail again. */
@inject()
export default class MailRetriesController {
  constructor(
    protected log: MailLog,
    protected retry: MailRetry
  ) {}

  async store(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(OperatorPolicy).authorize('manageMail')
    const id = Number(ctx.params.id)
    if (!(await this.log.find(id))) {
      throw new Exception('There is no such mail in the log.', { status: 404, code: 'E_NOT_FOUND' })
    }
    ctx.session.flash('notice', await this.#queue(id, ctx))
    ctx.response.redirect().status(303).toPath(`/admin/mail/${id}/`)
  }

  /** What can be done no more, e.g. since somebody else was faster, stands on the page of the mail. */
  async #queue(id: number, ctx: HttpContext): Promise<string> {
    try {
      await this.retry.one(id, ctx)
      return 'The mail is queued again. Reload in a moment to see what became of it.'
    } catch (error) {
      if (error instanceof MailNotRetried) return error.message
      throw error
    }
  }
}
