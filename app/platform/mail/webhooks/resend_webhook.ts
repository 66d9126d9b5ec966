import { createHmac } from 'node:crypto'
import { safeEqual } from '@adonisjs/core/helpers'
import vine from '@vinejs/vine'
import { parsedBody, refuseStale, WebhookRefused } from './mail_webhook.js'
import type { MailNotice, MailWebhook, WebhookRequest } from './mail_webhook.js'

/** Each try is signed anew, so that five minutes are enough. */
const WINDOW_S = 300

const event = vine.create({
  type: vine.string(),
  data: vine.object({
    email_id: vine.string().optional(),
    to: vine.array(vine.string()).optional(),
    bounce: vine.object({ type: vine.string().optional(), message: vine.string().optional() }).optional(),
  }),
})

/** Notices of Resend, signed as Svix signs: HMAC-SHA-256 over id, time and body. */
export class ResendWebhook implements MailWebhook {
  readonly #secret: Buffer

  /** @param secret - of the webhook, as Resend shows it: `whsec_…` */
  constructor(secret: string) {
    this.#secret = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  }

  async read(request: WebhookRequest): Promise<MailNotice[]> {
    const key = this.#verified(request)
    const { type, data } = await event.validate(parsedBody(request.body))
    const kind = kindOf(type, data.bounce?.type)
    if (kind === null) return []
    const detail = data.bounce?.message ?? ''
    return [{ key, kind, recipients: data.to ?? [], providerMessageId: data.email_id ?? '', detail }]
  }

  #verified({ body, header }: WebhookRequest): string {
    const [id = '', time = '', given = ''] = ['svix-id', 'svix-timestamp', 'svix-signature'].map(header)
    const signature = createHmac('sha256', this.#secret).update(`${id}.${time}.${body}`).digest('base64')
    // Several while a secret is being changed.
    const isTheirs = given.split(' ').some((each) => safeEqual(each, `v1,${signature}`))
    if (!id || !isTheirs) throw new WebhookRefused('The signature is not of Resend.')
    refuseStale(Number(time), WINDOW_S)
    return id
  }
}

function kindOf(type: string, bounce = 'Permanent'): MailNotice['kind'] | null {
  if (type === 'email.complained') return 'complained'
  return type === 'email.bounced' && bounce === 'Permanent' ? 'bounced' : null
}
