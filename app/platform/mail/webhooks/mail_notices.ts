import { inject } from '@adonisjs/core'
import { Database } from '@adonisjs/lucid/database'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Suppressions } from '../lists/suppressions.js'
import type { MailNotice } from './mail_webhook.js'

/** From which states a notice changes a mail: a complaint outweighs a bounce, and comes after delivery. */
const FROM = { bounced: ['sent', 'queued'], complained: ['sent', 'queued', 'bounced'] } as const

const LONGEST = 500

/** Keeps what providers tell of mails. */
@inject()
export class MailNotices {
  readonly #db: Database
  readonly #suppressions: Suppressions

  /**
   * @param db - Lucid's database
   * @param suppressions - whom bulk mail must not go to
   */
  constructor(db: Database, suppressions: Suppressions) {
    this.#db = db
    this.#suppressions = suppressions
  }

  /**
   * @param provider - who tells
   * @param notices - what
   * @returns how many of them were new
   */
  async take(provider: string, notices: readonly MailNotice[]): Promise<number> {
    let count = 0
    for (const notice of notices) {
      const isNew = await this.#db.transaction((trx) => this.#takeOne(provider, notice, trx))
      if (isNew) count += 1
    }
    return count
  }

  async #takeOne(provider: string, notice: MailNotice, trx: TransactionClientContract): Promise<boolean> {
    const { key, kind, recipients, providerMessageId } = notice
    const { rowCount } = (await trx.rawQuery(
      'insert into mail_notices (provider, key) values (?, ?) on conflict do nothing',
      [provider, key.slice(0, LONGEST)]
    )) as { rowCount: number }
    if (rowCount === 0) return false
    const detail = notice.detail.replace(/\s+/g, ' ').trim().slice(0, LONGEST)
    await trx
      .from('mails')
      .where({ provider, provider_message_id: providerMessageId })
      .whereIn('state', [...FROM[kind]])
      .update({ state: kind, error: detail || kind, settled_at: new Date() })
    for (const address of recipients) await this.#suppressions.add({ address, reason: kind, provider, detail }, trx)
    return true
  }
}
