import vine from '@vinejs/vine'
import { parsedBody, refuseStale, WebhookRefused } from './mail_webhook.js'
import type { MailNotice, MailWebhook, WebhookRequest } from './mail_webhook.js'
import type { SnsClient } from './sns_client.js'
import { amazonAddress, certificateAddress, isSignedBy, snsMessage, type SnsMessage } from './sns_message.js'

/** A notice that could not be told is told again, under the same signature. */
const WINDOW_S = 24 * 3_600

const recipients = vine.array(vine.object({ emailAddress: vine.string(), diagnosticCode: vine.string().optional() }))

const event = vine.create({
  notificationType: vine.string().optional(),
  eventType: vine.string().optional(),
  mail: vine.object({ messageId: vine.string() }),
  bounce: vine.object({ bounceType: vine.string(), bouncedRecipients: recipients.clone() }).optional(),
  complaint: vine
    .object({ complainedRecipients: recipients.clone(), complaintFeedbackType: vine.string().optional() })
    .optional(),
})

/** Notices of Amazon SES, as its notification service posts them: signed with a certificate of Amazon. */
export class SesWebhook implements MailWebhook {
  readonly #topic: string
  readonly #sns: SnsClient

  /**
   * @param topic - ARN of the one topic that is listened to: anybody can have one that Amazon signs for
   * @param sns - gets certificates, confirms the subscription
   */
  constructor(topic: string, sns: SnsClient) {
    this.#topic = topic
    this.#sns = sns
  }

  async read({ body }: WebhookRequest): Promise<MailNotice[]> {
    const message = await snsMessage.validate(parsedBody(body))
    await this.#verify(message)
    if (message.Type === 'Notification') return noticesOf(message)
    if (message.Type === 'SubscriptionConfirmation') await this.#sns.confirm(amazonAddress(message.SubscribeURL ?? ''))
    return []
  }

  async #verify(message: SnsMessage): Promise<void> {
    if (message.TopicArn !== this.#topic) throw new WebhookRefused('The message is not of the topic SES_TOPIC_ARN.')
    const certificate = await this.#sns.certificate(certificateAddress(message.SigningCertURL))
    if (!isSignedBy(message, certificate)) throw new WebhookRefused('The signature is not of Amazon SNS.')
    refuseStale(Date.parse(message.Timestamp) / 1000, WINDOW_S)
  }
}

/** Amazon says in a plain sentence that a topic was connected; that is no notice. */
async function noticesOf({ Message: text, MessageId: key }: SnsMessage): Promise<MailNotice[]> {
  if (!text.trimStart().startsWith('{')) return []
  const { mail, bounce, complaint, ...types } = await event.validate(parsedBody(text))
  const type = types.eventType ?? types.notificationType
  if (type === 'Complaint' && complaint) {
    const addresses = complaint.complainedRecipients.map(({ emailAddress }) => emailAddress)
    const detail = complaint.complaintFeedbackType ?? ''
    return [{ key, kind: 'complained', recipients: addresses, providerMessageId: mail.messageId, detail }]
  }
  if (type !== 'Bounce' || bounce?.bounceType !== 'Permanent') return []
  const addresses = bounce.bouncedRecipients.map(({ emailAddress }) => emailAddress)
  const detail = bounce.bouncedRecipients[0]?.diagnosticCode ?? ''
  return [{ key, kind: 'bounced', recipients: addresses, providerMessageId: mail.messageId, detail }]
}
