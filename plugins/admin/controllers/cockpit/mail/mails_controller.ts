import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { MAIL_STATES, MailLog, MailProviders } from '@pydotorg/platform/mail'
import { recently } from '#services/cockpit/mail_days'
import { filled } from '#services/cockpit/filled'
import { mailListValidator } from '#validators/cockpit/mails'

const SIZE = 50

/** What became of mails. */
@inject()
export default class MailsController {
  constructor(
    protected log: MailLog,
    protected providers: MailProviders
  ) {}

  async index({ request, view }: HttpContext): Promise<string> {
    const { before, ...search } = await request.validateUsing(mailListValidator, { data: filled(request.qs()) })
    const { mails, next } = await this.log.page({ ...search, before, limit: SIZE })
    const asked = Object.entries(search).filter(([, value]) => value) as [string, string][]
    const newest = `/admin/mail/?${new URLSearchParams(asked)}`
    return view.render('admin::pages/cockpit/mail/index', {
      mails,
      search,
      states: MAIL_STATES,
      counts: await this.log.counts(recently()),
      providers: await this.providers.read(),
      templates: await this.log.templates(),
      newest: before === undefined ? null : newest,
      older: next === null ? null : `/admin/mail/?${new URLSearchParams([...asked, ['before', String(next)]])}`,
    })
  }

  async show({ params, view }: HttpContext): Promise<string> {
    const mail = await this.log.find(Number(params.id))
    if (!mail) throw new Exception('There is no such mail in the log.', { status: 404, code: 'E_NOT_FOUND' })
    return view.render('admin::pages/cockpit/mail/show', { mail })
  }
}
