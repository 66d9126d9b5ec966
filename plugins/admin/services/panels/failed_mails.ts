import app from '@adonisjs/core/services/app'
import { MailLog } from '@pydotorg/platform/mail'
import { recently } from '#services/cockpit/mail_days'

/** @returns how many mails failed lately; null when none did */
export default async function failedMails(): Promise<{ failed: number } | null> {
  const failed = await (await app.container.make(MailLog)).failedSince(recently())
  return failed > 0 ? { failed } : null
}
