import type { Logger } from '@adonisjs/core/logger'
import type { MailWebhookSecrets } from '../mail_settings.js'
import type { MailNotices } from './mail_notices.js'
import type { MailWebhook, WebhookRequest } from './mail_webhook.js'
import { MailgunWebhook } from './mailgun_webhook.js'
import { PostmarkWebhook } from './postmark_webhook.js'
import { ResendWebhook } from './resend_webhook.js'
import { SesWebhook } from './ses_webhook.js'
import type { SnsClient } from './sns_client.js'

/**
 * @param secrets - of the settings
 * @param sns - asks Amazon
 * @returns the webhooks that have theirs
 */
export function mailWebhooks(secrets: MailWebhookSecrets, sns: SnsClient): ReadonlyMap<string, MailWebhook> {
  const { ses, resend, mailgun, postmark } = secrets
  const webhooks = new Map<string, MailWebhook>()
  if (ses !== null) webhooks.set('ses', new SesWebhook(ses, sns))
  if (resend !== null) webhooks.set('resend', new ResendWebhook(resend))
  if (mailgun !== null) webhooks.set('mailgun', new MailgunWebhook(mailgun))
  if (postmark !== null) webhooks.set('postmark', new PostmarkWebhook(postmark))
  return webhooks
}

/** What providers may tell us, by the name of the provider; one without its secret is not there. */
export class MailWebhooks {
  readonly #webhooks: ReadonlyMap<string, MailWebhook>
  readonly #notices: MailNotices
  readonly #logger: Logger

  /**
   * @param webhooks - those that are configured
   * @param notices - keeps what they tell
   * @param logger - is told of it
   */
  constructor(webhooks: ReadonlyMap<string, MailWebhook>, notices: MailNotices, logger: Logger) {
    this.#webhooks = webhooks
    this.#notices = notices
    this.#logger = logger
  }

  /**
   * @param provider - its name
   * @param request - what was posted
   * @returns false when the site does not listen to this provider
   * @throws WebhookRefused, or E_VALIDATION_ERROR
   */
  async take(provider: string, request: WebhookRequest): Promise<boolean> {
    const webhook = this.#webhooks.get(provider)
    if (!webhook) return false
    const notices = await webhook.read(request)
    const taken = await this.#notices.take(provider, notices)
    if (taken > 0) this.#logger.info({ provider, notices: taken }, 'a provider told what became of mails')
    return true
  }
}
