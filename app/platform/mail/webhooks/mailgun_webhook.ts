import { createHmac } from 'node:crypto'
import { safeEqual } from '@adonisjs/core/helpers'
import vine from '@vinejs/vine'
import { parsedBody, refuseStale, WebhookRefused } from './mail_webhook.js'
import type { MailNotice, MailWebhook, WebhookRequest } from './mail_webhook.js'

/** A notice that could not be told is told again, for eight hours, under the same signature. */
const WINDOW_S = 24 * 3_600

const signed = vine.create({
  signature: vine.object({ timestamp: vine.string(), token: vine.string(), signature: vine.string() }),
})

const event = vine.create({
  'event-data': vine.object({
    'id': vine.string(),
    'event': vine.string(),
    'severity': vine.string().optional(),
    'recipient': vine.string().optional(),
    'reason': vine.string().optional(),
    'message': vine.object({ headers: vine.object({ 'message-id': vine.string().optional() }).optional() }).optional(),
    'delivery-status': vine
      .object({ message: vine.string().optional(), description: vine.string().optional() })
      .optional(),
  }),
})

/** Notices of Mailgun: HMAC-SHA-256 over time and a token that is used once. */
export class MailgunWebhook implements MailWebhook {
  readonly #key: string

  /** @param key - the HTTP webhook signing key of the account */
  constructor(key: string) {
    this.#key = key
  }

  async read({ body }: WebhookRequest): Promise<MailNotice[]> {
    const parsed = parsedBody(body)
    await this.#verify(parsed)
    const { 'event-data': data } = await event.validate(parsed)
    const kind = kindOf(data.event, data.severity)
    if (kind === null) return []
    const status = data['delivery-status']
    return [
      {
        ...{ key: data.id, kind, recipients: data.recipient ? [data.recipient] : [] },
        providerMessageId: data.message?.headers?.['message-id'] ?? '',
        detail: status?.message || status?.description || (data.reason ?? ''),
      },
    ]
  }

  /** What the token was for is told twice under the same id: the id, and not the token, makes a notice count once. */
  async #verify(parsed: unknown): Promise<void> {
    const { signature } = await signed.validate(parsed)
    const { timestamp, token, signature: given } = signature
    const expected = createHmac('sha256', this.#key).update(`${timestamp}${token}`).digest('hex')
    if (!safeEqual(given, expected)) throw new WebhookRefused('The signature is not of Mailgun.')
    refuseStale(Number(timestamp), WINDOW_S)
  }
}

function kindOf(name: string, severity?: string): MailNotice['kind'] | null {
  if (name === 'complained') return 'complained'
  return name === 'failed' && severity === 'permanent' ? 'bounced' : null
}
