import { safeEqual } from '@adonisjs/core/helpers'
import vine from '@vinejs/vine'
import { parsedBody, WebhookRefused } from './mail_webhook.js'
import type { MailNotice, MailWebhook, WebhookRequest } from './mail_webhook.js'

const record = vine.create({
  RecordType: vine.string(),
  ID: vine.number().optional(),
  Type: vine.string().optional(),
  MessageID: vine.string().optional(),
  Email: vine.string().optional(),
  Description: vine.string().optional(),
  Inactive: vine.boolean().optional(),
})

/**
 * Notices of Postmark, which signs nothing: name and password stand in the address that it was given, and come as HTTP
 * Basic authentication. A notice that is sent again counts once, by its number.
 */
export class PostmarkWebhook implements MailWebhook {
  readonly #credentials: string

  /** @param credentials - `name:password` */
  constructor(credentials: string) {
    this.#credentials = credentials
  }

  async read({ body, header }: WebhookRequest): Promise<MailNotice[]> {
    const expected = `Basic ${Buffer.from(this.#credentials).toString('base64')}`
    if (!safeEqual(header('authorization') ?? '', expected)) {
      throw new WebhookRefused('Name and password are not those of POSTMARK_WEBHOOK_CREDENTIALS.')
    }
    const { RecordType: type, ID: id, ...told } = await record.validate(parsedBody(body))
    const kind = kindOf(type, told)
    if (kind === null) return []
    return [
      {
        ...{ key: `${type}:${id ?? told.MessageID}`, kind, recipients: told.Email ? [told.Email] : [] },
        providerMessageId: told.MessageID ?? '',
        detail: told.Description ?? '',
      },
    ]
  }
}

/** Postmark makes an address inactive that it will not write to again; other bounces are for a while. */
function kindOf(type: string, { Type, Inactive }: { Type?: string; Inactive?: boolean }): MailNotice['kind'] | null {
  if (type === 'SpamComplaint' || (type === 'Bounce' && Type === 'SpamComplaint')) return 'complained'
  return type === 'Bounce' && (Type === 'HardBounce' || Inactive === true) ? 'bounced' : null
}
