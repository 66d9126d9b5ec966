import db from '@adonisjs/lucid/services/db'
import mail from '@adonisjs/mail/services/main'
import { labelMail, type MailLabel } from '@pydotorg/platform/mail'
import { MailBox } from '@pydotorg/platform/testing'

export const LOST = 'lost@example.org'

/**
 * @param to - whom it goes to
 * @param label - what the log knows of it
 */
export async function sendMail(to: string, label: MailLabel = {}): Promise<void> {
  await mail.sendLater((message) => {
    message.to(to).subject(`Hello ${to}`).text('Guten Tag').html('<p>Guten <em>Tag</em></p>')
    labelMail(message, label)
  })
}

/**
 * Sends a mail to `LOST` by a server that does not know them.
 *
 * @param label - what the log knows of it
 * @returns its id in the log
 */
export async function failedMail(label: MailLabel = {}): Promise<number> {
  const box = await MailBox.connected()
  box.refuse(LOST)
  await sendMail(LOST, label)
  await box.mails()
  await box.close()
  return newestMail()
}

/** @returns the id of the mail that was written last */
export async function newestMail(): Promise<number> {
  const row = await db.from('mails').orderBy('id', 'desc').select('id').firstOrFail()
  return Number(row.id)
}
