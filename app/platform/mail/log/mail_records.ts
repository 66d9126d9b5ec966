import type { Database } from '@adonisjs/lucid/database'
import type { NodeMailerMessage } from '@adonisjs/mail/types'
import type { AttemptOutcome, MailRow } from './mail_row.js'
import type { MailSeal } from './mail_seal.js'

/** A mail that is to be sent now. */
export interface DueMail {
  id: number
  list: string | null
  recipient: string
  mailer: string | null
  /** Null when its text is not kept any more, or cannot be decrypted. */
  message: NodeMailerMessage | null
}

/** One attempt at one provider. */
export interface AttemptRecord {
  provider: string
  outcome: AttemptOutcome
  error: string | null
  /** In milliseconds. */
  duration: number
}

/** What became of mails is written here, and nowhere else but by notices of providers. */
export class MailRecords {
  readonly #db: Database
  readonly #seal: MailSeal

  /**
   * @param db - Lucid's database
   * @param seal - opens the texts
   */
  constructor(db: Database, seal: MailSeal) {
    this.#db = db
    this.#seal = seal
  }

  /**
   * @param id - in the log
   * @returns the mail; null when it is not to be sent any more
   */
  async due(id: number): Promise<DueMail | null> {
    const row = (await this.#db.from('mails').where({ id, state: 'queued' }).first()) as MailRow | null
    if (!row) return null
    const { list, recipient, mailer, sealed_message: sealed } = row
    return { id, list, recipient, mailer, message: sealed === null ? null : this.#seal.open(sealed) }
  }

  /**
   * @param id - in the log
   * @param attempt - at a provider
   */
  async attempted(id: number, { provider, outcome, error, duration }: AttemptRecord): Promise<void> {
    await this.#db.table('mail_attempts').insert({ mail_id: id, provider, outcome, error, duration })
    await this.#db.from('mails').where({ id }).increment('attempts', 1)
    if (outcome === 'failed') await this.#db.from('mails').where({ id, state: 'queued' }).update({ error })
  }

  /**
   * A provider has taken it. The text of a secret mail is no longer needed then.
   *
   * @param id - in the log
   * @param by - who took it, and under which id
   */
  async sent(id: number, by: { provider: string; messageId: string; note: string | null }): Promise<void> {
    await this.#db.rawQuery(
      `update mails set state = 'sent', provider = :provider, provider_message_id = :messageId, error = :note,
         sent_at = now(), settled_at = now(), sealed_message = case when is_secret then null else sealed_message end
       where id = :id and state = 'queued'`,
      { id, ...by }
    )
  }

  /**
   * @param id - in the log
   * @param state - that it ends in
   * @param error - why
   */
  async ended(id: number, state: 'failed' | 'suppressed', error: string): Promise<void> {
    await this.#db.from('mails').where({ id, state: 'queued' }).update({ state, error, settled_at: new Date() })
  }
}
