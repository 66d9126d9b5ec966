import app from '@adonisjs/core/services/app'
import { defineConfig, transports } from '@adonisjs/mail'
import type { InferMailers } from '@adonisjs/mail/types'
import { FolderTransport, type MailSettings } from '@pydotorg/platform/mail'
import { chosenProviders, onlyWithSettings } from '#boot/mail_providers'
import env from '#start/env'

const port = env.get('SMTP_PORT') ?? 587
const username = env.get('SMTP_USERNAME')
const password = env.get('SMTP_PASSWORD')?.release()

const isSet = (name: string) => Boolean(process.env[name]?.trim())
const providers = chosenProviders(env.get('MAIL_PROVIDERS'), isSet)

const from = {
  address: env.get('MAIL_FROM_ADDRESS') ?? `noreply@${new URL(env.get('APP_URL')).hostname}`,
  name: env.get('MAIL_FROM_NAME') ?? 'python.org',
}

/** How mails are sent and kept, beside what AdonisJS knows of (docs/mail.md). */
export const mailSettings: MailSettings = {
  providers: providers.length > 0 ? providers : ['folder'],
  timeoutMs: env.get('MAIL_TIMEOUT') ?? 20_000,
  domain: from.address.split('@').at(-1)!,
  siteUrl: env.get('APP_URL'),
  folder: env.get('MAIL_DIRECTORY') ?? app.tmpPath('mail'),
  webhooks: {
    ses: env.get('SES_TOPIC_ARN') || null,
    resend: env.get('RESEND_WEBHOOK_SECRET')?.release() || null,
    mailgun: env.get('MAILGUN_WEBHOOK_KEY')?.release() || null,
    postmark: env.get('POSTMARK_WEBHOOK_CREDENTIALS')?.release() || null,
  },
}

/*
| Every provider that there is; MAIL_PROVIDERS says which are asked, and in which order. Without one mails are written
| into a folder as .eml files. None may hang for ever.
*/
const mailers = {
  smtp: transports.smtp({
    host: env.get('SMTP_HOST') ?? '127.0.0.1',
    port,
    // Port 465 is TLS from the first byte; on others STARTTLS is used where the server offers it.
    secure: port === 465,
    auth: username ? { type: 'login', user: username, pass: password ?? '' } : undefined,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: mailSettings.timeoutMs,
  }),
  ses: transports.ses({
    region: env.get('SES_REGION'),
    endpoint: env.get('SES_ENDPOINT') || undefined,
    // The queue tries again, by another provider first.
    maxAttempts: 1,
    credentials: {
      accessKeyId: env.get('SES_ACCESS_KEY_ID') ?? '',
      secretAccessKey: env.get('SES_SECRET_ACCESS_KEY')?.release() ?? '',
    },
  }),
  resend: transports.resend({
    key: env.get('RESEND_API_KEY')?.release() ?? '-',
    baseUrl: env.get('RESEND_ENDPOINT') || 'https://api.resend.com',
  }),
  mailgun: transports.mailgun({
    key: env.get('MAILGUN_API_KEY')?.release() ?? '-',
    domain: env.get('MAILGUN_DOMAIN') ?? '',
    baseUrl: env.get('MAILGUN_ENDPOINT') || 'https://api.mailgun.net/v3',
  }),
  postmark: transports.postmark({
    key: env.get('POSTMARK_TOKEN')?.release() ?? '-',
    baseUrl: env.get('POSTMARK_ENDPOINT') || 'https://api.postmarkapp.com',
  }),
  brevo: transports.brevo({
    key: env.get('BREVO_API_KEY')?.release() ?? '-',
    baseUrl: env.get('BREVO_ENDPOINT') || 'https://api.brevo.com/v3',
  }),
  sparkpost: transports.sparkpost({
    key: env.get('SPARKPOST_API_KEY')?.release() ?? '-',
    baseUrl: env.get('SPARKPOST_ENDPOINT') || 'https://api.sparkpost.com/api/v1',
  }),
  folder: () => new FolderTransport(mailSettings.folder),
}

const mailConfig = defineConfig({
  default: mailSettings.providers[0] as 'folder',
  from,
  mailers: onlyWithSettings(mailers, isSet),
})

export default mailConfig

declare module '@adonisjs/mail/types' {
  export interface MailersList extends InferMailers<typeof mailConfig> {}
}
