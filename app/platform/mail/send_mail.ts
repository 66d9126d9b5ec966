import { inject } from '@adonisjs/core'
import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { Job, JobAbandoned, type JobOptions, type JobRun } from '../jobs/main.js'
import { MailDelivery } from './delivery/mail_delivery.js'

const payload = vine.create({ mail: vine.number() })

/** Tried for about an hour. */
const ATTEMPTS = 8

/** Sends a mail of the log. */
@inject()
export default class SendMail extends Job<typeof payload> {
  static override jobName = 'platform.send_mail'
  static override payload = payload
  // The log says what became of a mail, for as long as it is kept.
  static override options: JobOptions = {
    queue: 'mail',
    attempts: ATTEMPTS,
    backoff: '30 seconds',
    timeout: '5 minutes',
    forget: true,
  }

  constructor(protected delivery: MailDelivery) {
    super()
  }

  override async handle({ mail }: Infer<typeof payload>, { attempt, logger }: JobRun): Promise<void> {
    const result = await this.delivery.deliver(mail)
    if (result.outcome === 'refused') {
      logger.error({ mail, provider: result.provider, reason: result.reason }, 'a mail was refused')
      throw new JobAbandoned(`the mail is refused: ${result.reason}`)
    }
    if (result.outcome !== 'failed') return
    logger.error({ mail, attempt, reason: result.reason }, 'a mail could not be sent')
    if (attempt >= ATTEMPTS) await this.delivery.giveUp(mail, result.reason)
    throw new Error(`no provider took the mail: ${result.reason}`)
  }
}
