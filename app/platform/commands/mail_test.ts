import { args, flags } from '@adonisjs/core/ace'
import type { MailersList } from '@adonisjs/mail/types'
import { Message } from '@adonisjs/mail'
import vine from '@vinejs/vine'
import { OperatorMistake } from '../identity/operators/operator_mistake.js'
import { MailDelivery, type DeliveryResult } from '../mail/delivery/mail_delivery.js'
import { MailQueue } from '../mail/log/mail_queue.js'
import { labelMail } from '../mail/mail_label.js'
import { OperatorCommand } from './operator_command.js'

const validator = vine.create({ address: vine.string().email() })

/** Sends a mail now, to see whether mails arrive. */
export default class MailTest extends OperatorCommand {
  static override commandName = 'mail:test'
  static override description = 'Send a mail at once, and say what the provider answers'
  static override help = [
    'By the providers of the settings, in their order:',
    '  {{ binaryName }} mail:test ada@example.org',
    'By one of them:',
    '  {{ binaryName }} mail:test ada@example.org --provider=postmark',
  ]

  @args.string({ description: 'To whom' })
  declare address: string

  @flags.string({ description: 'Only by this provider, as MAIL_PROVIDERS names it' })
  declare provider?: string

  protected override async work(): Promise<void> {
    const { address } = await validator.validate({ address: this.address })
    const { config } = await this.app.container.make('mail.manager')
    if (this.provider !== undefined) this.#refuseUnknown(this.provider, Object.keys(config.mailers))
    const queue = await this.app.container.make(MailQueue)
    const mail = await queue.record({ mailer: this.provider ?? null, message: testMessage(address) })
    const delivery = await this.app.container.make(MailDelivery)
    const result = await delivery.deliver(mail, this.provider as (keyof MailersList & string) | undefined)
    if (result.outcome === 'failed') await delivery.giveUp(mail, result.reason)
    this.#tell(mail, result)
  }

  #refuseUnknown(name: string, known: string[]): void {
    if (!known.includes(name))
      throw new OperatorMistake(`--provider takes what has its settings, ${known.join(', ')}, and not "${name}".`)
  }

  #tell(mail: number, result: DeliveryResult): void {
    if (result.outcome === 'sent') {
      this.logger.success(`${result.provider} has taken mail ${mail}, as ${result.messageId}`)
      return
    }
    const reason = result.reason ?? 'it was sent before'
    throw new OperatorMistake(
      result.outcome === 'refused'
        ? `${result.provider} refuses the mail: ${reason}`
        : `Nobody took the mail: ${reason}`
    )
  }
}

function testMessage(address: string) {
  const message = new Message()
  message
    .to(address)
    .subject('A mail to see whether mails arrive')
    .text('This site can send mails: you read one. An operator asked for it by mail:test.')
    .html('<p>This site can send mails: you read one. An operator asked for it by <code>mail:test</code>.</p>')
  labelMail(message, { template: 'platform.test' })
  return message.nodeMailerMessage
}
