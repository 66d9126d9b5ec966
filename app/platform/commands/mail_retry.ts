import { args, flags } from '@adonisjs/core/ace'
import { consoleOrigin } from '../audit/audit_origin.js'
import { OperatorMistake } from '../identity/operators/operator_mistake.js'
import { MailRetry } from '../mail/log/mail_retry.js'
import { OperatorCommand } from './operator_command.js'

/** Queues failed mails again. */
export default class MailRetryCommand extends OperatorCommand {
  static override commandName = 'mail:retry'
  static override description = 'Queue a mail again that failed, or all of them'

  @args.string({ description: 'Id of the mail, as mail:log lists it', required: false })
  declare mail?: string

  @flags.boolean({ description: 'All failed mails, at most 1000' })
  declare allFailed: boolean

  protected override async work(): Promise<void> {
    const retry = await this.app.container.make(MailRetry)
    if (Boolean(this.allFailed) === (this.mail !== undefined)) {
      throw new OperatorMistake('Name one mail by its id, or give --all-failed.')
    }
    if (this.mail === undefined) return this.#all(retry)
    if (!/^\d{1,15}$/.test(this.mail)) throw new OperatorMistake(`"${this.mail}" is no id; mail:log lists them.`)
    await retry.one(Number(this.mail), consoleOrigin())
    this.logger.success(`queued again: mail ${this.mail}`)
  }

  async #all(retry: MailRetry): Promise<void> {
    const count = await retry.allFailed(consoleOrigin())
    if (count === 0) throw new OperatorMistake('There is no failed mail whose text is still kept.')
    this.logger.success(`queued again: ${count}`)
  }
}
