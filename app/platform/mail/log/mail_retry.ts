import type { HttpContext } from '@adonisjs/core/http'
import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import { Database } from '@adonisjs/lucid/database'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { AuditLog, type AuditOrigin } from '../../audit/main.js'
import SendMail from '../send_mail.js'
import type { MailRow } from './mail_row.js'

/** There is nothing to send again; the message says why. */
export class MailNotRetried extends Exception {
  static override status = 409
  static override code = 'E_MAIL_NOT_RETRIED'
}

/** At once. The rest is asked for again. */
const MOST = 1_000

/**
 * Sends mails again that failed: the very same ones, with all their attempts. Whoever calls it has asked a policy.
 *
 * @example
 * const retry = await ctx.containerResolver.make(MailRetry)
 * await retry.one(params.id, ctx)
 */
@inject()
export class MailRetry {
  readonly #db: Database
  readonly #audit: AuditLog

  /**
   * @param db - Lucid's database
   * @param audit - is told who wanted it
   */
  constructor(db: Database, audit: AuditLog) {
    this.#db = db
    this.#audit = audit
  }

  /**
   * @param id - of a failed mail
   * @param by - who wants it
   * @throws MailNotRetried when there is none, when it did not fail, and when its text is not kept any more
   */
  async one(id: number, by: HttpContext | AuditOrigin): Promise<void> {
    await this.#db.transaction(async (trx) => {
      const [queued] = await this.#requeue([id], trx)
      if (!queued) throw new MailNotRetried(await this.#reason(id, trx))
      const subject = { type: 'mail', id, label: queued.subject }
      await this.#audit.record({ by, action: 'platform.mail.retry', subject }, trx)
    })
  }

  /**
   * @param by - who wants it
   * @returns how many are queued again, at most 1000
   */
  async allFailed(by: HttpContext | AuditOrigin): Promise<number> {
    return this.#db.transaction(async (trx) => {
      const failed = await trx
        .from('mails')
        .where('state', 'failed')
        .whereNotNull('sealed_message')
        .orderBy('id')
        .limit(MOST)
        .select('id')
      const queued = await this.#requeue(
        failed.map(({ id }) => Number(id)),
        trx
      )
      const subject = { type: 'mail', id: 'failed', label: 'failed mails' }
      const after = { count: queued.length }
      if (queued.length > 0) await this.#audit.record({ by, action: 'platform.mail.retry', subject, after }, trx)
      return queued.length
    })
  }

  /** Of two who want it at the same time one gets it. */
  async #requeue(ids: number[], trx: TransactionClientContract): Promise<Pick<MailRow, 'id' | 'subject'>[]> {
    const queued = (await trx
      .from('mails')
      .whereIn('id', ids)
      .where('state', 'failed')
      .whereNotNull('sealed_message')
      .update({ state: 'queued', error: null, settled_at: null }, ['id', 'subject'])) as unknown as MailRow[]
    for (const { id } of queued) await SendMail.dispatch({ mail: Number(id) }, { trx })
    return queued
  }

  async #reason(id: number, trx: TransactionClientContract): Promise<string> {
    const row = (await trx.from('mails').where({ id }).select('state', 'is_secret').first()) as MailRow | null
    if (!row) return `There is no mail ${id} in the log.`
    if (row.state !== 'failed') return `Mail ${id} is ${row.state}; only one that failed is sent again.`
    return row.is_secret
      ? `The text of mail ${id} is deleted, since it let somebody in. Whoever waits for it asks for a new one.`
      : `The text of mail ${id} is not kept any more, so it cannot be sent again.`
  }
}
