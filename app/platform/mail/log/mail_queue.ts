import { randomUUID } from 'node:crypto'
import type { Database } from '@adonisjs/lucid/database'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { NodeMailerMessage } from '@adonisjs/mail/types'
import { listHeaders, type UnsubscribeLinks } from '../lists/unsubscribe_links.js'
import { labelOf, type MailLabel } from '../mail_label.js'
import SendMail from '../send_mail.js'
import { addressesOf } from './addresses.js'
import { looksSecret } from './secret_text.js'
import type { MailSeal } from './mail_seal.js'

/** A mail that is complete. */
export interface CompleteMail {
  /** Name of the mailer that the sender asked for; null for the configured ones in their order. */
  mailer: string | null
  message: NodeMailerMessage
}

/** What the queue works with. */
export interface MailQueueParts {
  db: Database
  seal: MailSeal
  links: UnsubscribeLinks
  /** The name behind the @ of ids of messages. */
  domain: string
}

/** A subject is one line and not a text. */
const SUBJECT_LENGTH = 500

/**
 * Takes mails into the log and queues the jobs that send them: both or neither, also when the process is killed between.
 *
 * @example
 * await queue.add({ mailer: null, message }, trx)
 */
export class MailQueue {
  readonly #parts: MailQueueParts

  /** @param parts - what it works with */
  constructor(parts: MailQueueParts) {
    this.#parts = parts
  }

  /**
   * @param mail - with all its text
   * @param trx - the transaction that decides about it; one of its own without
   * @returns its id in the log
   * @throws Error for a mail to nobody, for bulk mail to several people, and for attachments that cannot wait
   */
  async add(mail: CompleteMail, trx?: TransactionClientContract): Promise<number> {
    if (trx) return this.#add(mail, trx)
    return this.#parts.db.transaction((own) => this.#add(mail, own))
  }

  /**
   * The same without a job, for whoever sends it at once.
   *
   * @param mail - with all its text
   * @returns its id in the log
   */
  async record(mail: CompleteMail): Promise<number> {
    return this.#parts.db.transaction((trx) => this.#insert(mail, trx))
  }

  async #add(mail: CompleteMail, trx: TransactionClientContract): Promise<number> {
    const id = await this.#insert(mail, trx)
    await SendMail.dispatch({ mail: id }, { trx })
    return id
  }

  async #insert({ mailer, message }: CompleteMail, trx: TransactionClientContract): Promise<number> {
    const { seal, domain } = this.#parts
    const label = labelOf(message)
    const recipients = addressesOf(message)
    if (recipients.length === 0) throw new Error(`The mail "${message.subject}" goes to nobody; give it a recipient.`)
    const messageId = message.messageId ?? `<${randomUUID()}@${domain}>`
    // Some APIs put a Message-ID of their own in place of ours; by this one a repeated mail is known all the same.
    const headers = withHeaders(message.headers, { 'X-Mail-Ref': messageId.replace(/^<|>$/g, '') })
    const complete = { ...message, messageId, headers: withHeaders(headers, this.#listHeaders(label, recipients)) }
    const row = {
      message_id: messageId,
      template: label.template ?? null,
      list: label.list?.key ?? null,
      subject: (message.subject ?? '').replace(/\s+/g, ' ').slice(0, SUBJECT_LENGTH),
      recipient: recipients[0],
      recipients,
      user_id: await ownerOf(recipients, trx),
      mailer,
      is_secret: label.secret ?? looksSecret(message),
      sealed_message: await seal.close(complete),
    }
    const [added] = await trx.insertQuery<{ id: number }>().table('mails').returning('id').insert(row)
    return Number(added!.id)
  }

  #listHeaders({ list }: MailLabel, recipients: string[]): Record<string, string> {
    if (!list) return {}
    const [address, ...others] = recipients
    if (others.length > 0) throw new Error(`Mails of the list "${list.key}" go to one person each: a link is theirs.`)
    return listHeaders(this.#parts.links.address({ list, address: address! }), list)
  }
}

/** A mail to one person is part of what the site keeps of them, and goes with their account. */
async function ownerOf([address, ...others]: string[], trx: TransactionClientContract): Promise<number | null> {
  if (others.length > 0) return null
  const user = (await trx.from('users').whereRaw('lower(email) = ?', [address!]).select('id').first()) as {
    id: number
  } | null
  return user?.id ?? null
}

/** Nodemailer takes them in two forms. */
function withHeaders(headers: NodeMailerMessage['headers'], more: Record<string, string>): typeof headers {
  if (!Array.isArray(headers)) return { ...headers, ...more }
  return [...headers, ...Object.entries(more).map(([key, value]) => ({ key, value }))] as typeof headers
}
