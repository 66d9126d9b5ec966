import type { MailResponse } from '@adonisjs/mail'
import type { NodeMailerMessage } from '@adonisjs/mail/types'
import { inTime } from '../../in_time.js'
import type { ListMembers } from '../lists/list_members.js'
import type { Suppressions } from '../lists/suppressions.js'
import type { DueMail, MailRecords } from '../log/mail_records.js'
import { deliveryFailure, type DeliveryFailure } from './delivery_failure.js'
import type { MailMetrics } from './mail_metrics.js'
import type { ProviderTurns } from './provider_turns.js'

/** Hands a mail to the mailer of that name, and gives back what it says. */
export type SendBy = (mailer: string, message: NodeMailerMessage) => Promise<MailResponse<unknown>>

/** What delivery works with. */
export interface MailDeliveryParts {
  records: MailRecords
  members: ListMembers
  suppressions: Suppressions
  turns: ProviderTurns
  metrics: MailMetrics
  send: SendBy
  /** Names of mailers, in the order in which they are asked. */
  providers: () => readonly string[]
  /** How long one may take, in milliseconds. */
  timeoutMs: number
}

/** How it went. */
export type DeliveryResult =
  | { outcome: 'sent'; provider: string; messageId: string }
  | { outcome: 'suppressed'; reason: string }
  | { outcome: 'refused'; provider: string; reason: string }
  /** Nobody took it; all of them may be asked again. */
  | { outcome: 'failed'; reason: string }
  /** There is nothing to send: it was sent before, or its text is gone. */
  | { outcome: 'over'; reason: string | null }

type Asked = { response: MailResponse<unknown> } | { failure: DeliveryFailure }

/**
 * Sends one mail of the log: by the first provider that takes it. One that cannot be reached, has trouble or asks to
 * wait is passed over in the same attempt; one that refuses the mail itself ends it, since asking others for what was
 * refused makes a sender suspect.
 *
 * @example
 * const delivery = await app.container.make(MailDelivery)
 * const { outcome } = await delivery.deliver(42)
 */
export class MailDelivery {
  readonly #parts: MailDeliveryParts

  /** @param parts - what it works with */
  constructor(parts: MailDeliveryParts) {
    this.#parts = parts
  }

  /**
   * @param id - in the log
   * @param only - the one provider that may be asked; all of them unless said
   * @returns how it went; `failed` leaves the mail queued
   */
  async deliver(id: number, only?: string): Promise<DeliveryResult> {
    const mail = await this.#parts.records.due(id)
    if (!mail) return { outcome: 'over', reason: null }
    if (!mail.message) return this.#withoutText(id)
    const reason = await this.#reasonNotToSend(mail)
    if (reason === null) return this.#ask(mail, mail.message, only ? [only] : this.#providersFor(mail))
    await this.#parts.records.ended(id, 'suppressed', reason)
    return { outcome: 'suppressed', reason }
  }

  /**
   * Nobody will be asked again.
   *
   * @param id - in the log
   * @param reason - what was said last
   */
  async giveUp(id: number, reason: string): Promise<void> {
    await this.#parts.records.ended(id, 'failed', reason)
  }

  async #ask({ id, recipient }: DueMail, message: NodeMailerMessage, providers: string[]): Promise<DeliveryResult> {
    const { records, suppressions } = this.#parts
    const reasons: string[] = []
    for (const provider of providers) {
      const asked = await this.#askOne(id, provider, message)
      if ('response' in asked) return this.#sent(id, provider, asked.response)
      const { outcome, sentence, isDeadAddress } = asked.failure
      reasons.push(`${provider}: ${sentence}`)
      if (outcome === 'failed') continue
      const isTheirs = isDeadAddress && [message.to].flat().length === 1
      if (isTheirs) await suppressions.add({ address: recipient, reason: 'bounced', provider, detail: sentence })
      await records.ended(id, 'failed', sentence)
      return { outcome: 'refused', provider, reason: sentence }
    }
    return { outcome: 'failed', reason: reasons.join('; ') }
  }

  async #askOne(id: number, provider: string, message: NodeMailerMessage): Promise<Asked> {
    const { records, turns, metrics, timeoutMs } = this.#parts
    const started = performance.now()
    // A provider that hangs must not keep the others from being asked. A copy: transports change what they send.
    const asked = await inTime(this.#parts.send(provider, { ...message }), timeoutMs).then(
      (response): Asked => ({ response }),
      (error: unknown): Asked => ({ failure: deliveryFailure(error) })
    )
    const duration = Math.round(performance.now() - started)
    const outcome = 'response' in asked ? 'sent' : asked.failure.outcome
    if (outcome === 'failed') turns.failed(provider)
    else turns.answered(provider)
    metrics.record(provider, outcome, duration / 1000)
    const error = 'failure' in asked ? asked.failure.sentence : null
    await records.attempted(id, { provider, outcome, error, duration })
    return asked
  }

  async #sent(id: number, provider: string, { messageId, original }: MailResponse<unknown>): Promise<DeliveryResult> {
    const { rejected } = (original ?? {}) as { rejected?: unknown[] }
    const note = rejected?.length ? `not taken for: ${rejected.map(String).join(', ')}` : null
    await this.#parts.records.sent(id, { provider, messageId: plainId(messageId), note })
    return { outcome: 'sent', provider, messageId: plainId(messageId) }
  }

  async #withoutText(id: number): Promise<DeliveryResult> {
    const reason = 'Its text is not kept any more, or was encrypted with another APP_KEY.'
    await this.giveUp(id, reason)
    return { outcome: 'over', reason }
  }

  /** Asked when it is sent and not when it was queued: people leave in between. */
  async #reasonNotToSend({ list, recipient }: DueMail): Promise<string | null> {
    if (list === null) return null
    if (await this.#parts.members.hasLeft(list, recipient)) return `The recipient left the list ${list}.`
    const suppression = await this.#parts.suppressions.find(recipient)
    if (suppression?.reason === 'complained') return 'The recipient called an earlier mail spam.'
    return suppression ? 'An earlier mail to this address bounced.' : null
  }

  #providersFor({ mailer }: DueMail): string[] {
    return mailer === null ? this.#parts.turns.order(this.#parts.providers()) : [mailer]
  }
}

/** As notices of providers name it: without brackets, and without the host that Nodemailer adds to ids of Amazon. */
function plainId(messageId: string): string {
  return messageId.replace(/^<|>$/g, '').replace(/@[\w.-]*amazonses\.com$/, '')
}
