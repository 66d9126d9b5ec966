import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { MailLog, MailProviders, MailRetry } from '@pydotorg/platform/mail'
import OperatorPolicy from '#policies/operator_policy'

/** So many are shown before all of them are sent again. */
const SHOWN = 20

/** All mails that failed, and the question whether to send them again. */
@inject()
export default class FailedMailsController {
  constructor(
    protected log: MailLog,
    protected providers: MailProviders,
    protected retry: MailRetry
  ) {}

  async show({ view }: HttpContext): Promise<string> {
    const { mails, next } = await this.log.page({ state: 'failed', limit: SHOWN })
    const providers = await this.providers.read()
    const failing = providers.filter(({ isConfigured, last }) => isConfigured && last?.outcome === 'failed')
    return view.render('admin::pages/cockpit/mail/failed', { mails, hasMore: next !== null, failing })
  }

  async update(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(OperatorPolicy).authorize('manageMail')
    const count = await this.retry.allFailed(ctx)
    const notice = count === 0 ? 'There was no failed mail whose text is still kept.' : `Queued again: ${count}.`
    ctx.session.flash('notice', notice)
    ctx.response.redirect().status(303).toPath('/admin/mail/')
  }
}
