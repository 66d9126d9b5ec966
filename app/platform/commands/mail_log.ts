import { flags } from '@adonisjs/core/ace'
import { DateTime } from 'luxon'
import { OperatorMistake } from '../identity/operators/operator_mistake.js'
import type { LoggedMail, MailPageRequest } from '../mail/log/logged_mail.js'
import { MailLog } from '../mail/log/mail_log.js'
import { MAIL_STATES, type MailState } from '../mail/log/mail_row.js'
import { OperatorCommand } from './operator_command.js'

/** Shows what became of mails. */
export default class MailLogCommand extends OperatorCommand {
  static override commandName = 'mail:log'
  static override description = 'Show what became of mails, newest first'
  static override help = [
    'Those that could not be sent:',
    '  {{ binaryName }} mail:log --state=failed',
    'What somebody was sent:',
    '  {{ binaryName }} mail:log --recipient=ada@example.org',
  ]

  @flags.string({ description: MAIL_STATES.join(', ') })
  declare state?: string

  @flags.string({ description: 'An address, or its beginning' })
  declare recipient?: string

  @flags.string({ description: 'A template, such as accounts.reset_password' })
  declare template?: string

  @flags.number({ description: 'At most so many, up to 100', default: 50 })
  declare limit: number

  @flags.number({ description: 'Only mails older than the one with this id' })
  declare before?: number

  @flags.boolean({ description: 'Print JSON' })
  declare json: boolean

  protected override async work(): Promise<void> {
    const log = await this.app.container.make(MailLog)
    const { mails, next } = await log.page(this.#request())
    if (this.json) return void this.logger.log(JSON.stringify({ mails, next }, null, 2))
    if (mails.length === 0) return void this.logger.info('there is no such mail')
    const table = this.ui.table().head(['Id', 'When (UTC)', 'To', 'Template', 'Subject', 'State', 'By', 'Error'])
    for (const mail of mails) table.row(cells(mail))
    table.render()
    if (next !== null) this.logger.log(`older ones: --before=${next}`)
  }

  #request(): MailPageRequest {
    const { state, recipient, template, limit, before } = this
    if (state !== undefined && !isState(state)) {
      throw new OperatorMistake(`--state takes ${MAIL_STATES.join(', ')}, and not "${state}".`)
    }
    if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
      throw new OperatorMistake(`--limit must be a whole number from 1 to 100, and not ${limit}.`)
    }
    return { state, recipient, template, limit, before }
  }
}

function isState(state: string): state is MailState {
  return (MAIL_STATES as readonly string[]).includes(state)
}

function cells({ id, createdAt, recipients, template, subject, state, provider, error }: LoggedMail): string[] {
  const [first = '', ...others] = recipients
  return [
    String(id),
    DateTime.fromJSDate(createdAt, { zone: 'utc' }).toFormat('yyyy-MM-dd HH:mm:ss'),
    others.length > 0 ? `${first} (+${others.length})` : first,
    template ?? '',
    subject.slice(0, 50),
    state,
    provider ?? '',
    (error ?? '').slice(0, 80),
  ]
}
