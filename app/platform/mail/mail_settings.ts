/** By the name of the provider; null where nothing is set. */
export interface MailWebhookSecrets {
  /** ARN of the topic. */
  ses: string | null
  /** `whsec_…` */
  resend: string | null
  /** The HTTP webhook signing key. */
  mailgun: string | null
  /** `name:password` */
  postmark: string | null
}

/** How mails are sent, beside what AdonisJS knows of; from config/mail.ts. */
export interface MailSettings {
  /** Names of mailers, in the order in which they are asked; at least one. */
  providers: readonly string[]
  /** How long one may take, in milliseconds. */
  timeoutMs: number
  /** The name behind the @ of ids of messages. */
  domain: string
  /** Where the site is: links in headers start with it. */
  siteUrl: string
  /** Where mails are written when no provider is configured; absolute. */
  folder: string
  /** What proves that a notice is of a provider; one without is not listened to. */
  webhooks: MailWebhookSecrets
}
