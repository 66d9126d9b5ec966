import { inject } from '@adonisjs/core'
import { Database } from '@adonisjs/lucid/database'
import type { QueryClientContract, TransactionClientContract } from '@adonisjs/lucid/types/database'
import { DateTime } from 'luxon'
import type { MailOverride, MailOverrideVersion } from './mail_override.js'
import type { MailSource } from './render_mail.js'

/** More mails than plugins will ever declare. */
const BOUND = 1_000

/** Versions of a mail that are kept; the log keeps who made the older ones, and when. */
const VERSIONS = 50

interface OverrideRow extends MailSource {
  key: string
  is_active: boolean
  version: number
  changed_by: string
  changed_at: Date
  failure: string | null
  failed_at: Date | null
}

interface VersionRow extends MailSource {
  version: number
  saved_by: string
  saved_at: Date
}

/** Rows of overrides, in and out of the database. It asks nobody whether they may. */
@inject()
export class OverrideStore {
  readonly #db: Database

  /** @param db - Lucid's database */
  constructor(db: Database) {
    this.#db = db
  }

  /** @returns every override, by key */
  async all(): Promise<MailOverride[]> {
    const rows = await this.#db.query<OverrideRow>().from('mail_template_overrides').orderBy('key').limit(BOUND)
    return rows.map(toOverride)
  }

  /**
   * @param key - of a mail
   * @param client - with a transaction, the row is locked
   * @returns the override; null when staff wrote none
   */
  async find(key: string, client?: TransactionClientContract): Promise<MailOverride | null> {
    const query = (client ?? this.#db.connection()).query<OverrideRow>().from('mail_template_overrides')
    if (client) query.forUpdate()
    const row = await query.where({ key }).first()
    return row ? toOverride(row) : null
  }

  /**
   * @param key - of a mail
   * @returns its versions, newest first, also those of an override that was removed
   */
  async versions(key: string): Promise<MailOverrideVersion[]> {
    const query = this.#db.query<VersionRow>().from('mail_template_versions').where({ key })
    const rows = await query.orderBy('version', 'desc').limit(VERSIONS)
    return rows.map(({ saved_by: savedBy, saved_at: savedAt, version, subject, html, text }) => {
      return { version, subject, html, text, savedBy, savedAt: DateTime.fromJSDate(savedAt) }
    })
  }

  /**
   * Changes of one mail come one after the other, also the first two.
   *
   * @param key - of a mail
   * @param work - with its override, locked
   */
  change<T>(key: string, work: (was: MailOverride | null, trx: TransactionClientContract) => Promise<T>): Promise<T> {
    return this.#db.transaction(async (trx) => {
      await trx.rawQuery('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`mail_template:${key}`])
      return work(await this.find(key, trx), trx)
    })
  }

  /**
   * Writes new words, as a version of their own.
   *
   * @param key - of a mail
   * @param words - what to send
   * @param change - by whom, and within which transaction
   * @returns the version
   */
  async write(key: string, words: MailSource, { by, trx }: StoreChange): Promise<number> {
    const { subject, html, text } = words
    const [last] = await trx.from('mail_template_versions').where({ key }).max('version as version')
    const version = Number(last?.version ?? 0) + 1
    await trx.table('mail_template_versions').insert({ key, version, subject, html, text, saved_by: by })
    await trx
      .from('mail_template_versions')
      .where({ key })
      .where('version', '<=', version - VERSIONS)
      .delete()
    const row = { subject, html, text, version, ...touched(by) }
    await trx
      .table('mail_template_overrides')
      .insert({ key, ...row })
      .onConflict('key')
      .merge(Object.keys(row))
    return version
  }

  /**
   * @param key - of a mail with an override
   * @param state - whether it is sent from now on
   * @param change - by whom, and within which transaction
   */
  async setActive(key: string, { isActive }: Pick<MailOverride, 'isActive'>, { by, trx }: StoreChange): Promise<void> {
    const row = { is_active: isActive, ...touched(by) }
    await trx.from('mail_template_overrides').where({ key }).update(row)
  }

  /**
   * @param key - of a mail
   * @param trx - the transaction
   */
  async remove(key: string, trx: TransactionClientContract): Promise<void> {
    await trx.from('mail_template_overrides').where({ key }).delete()
  }

  /**
   * Remembers that an override could not be sent, unless it was changed meanwhile.
   *
   * @param override - as it was used
   * @param failure - the sentence
   */
  async fail({ key, version }: MailOverride, failure: string): Promise<void> {
    const client: QueryClientContract = this.#db.connection()
    const row = { failure: failure.slice(0, 2_000), failed_at: new Date() }
    await client.from('mail_template_overrides').where({ key, version }).update(row)
  }
}

/** Who changes something, and the transaction of it. */
export interface StoreChange {
  /** Their name. */
  by: string
  trx: TransactionClientContract
}

function touched(by: string): Record<string, unknown> {
  return { changed_by: by.slice(0, 200), changed_at: new Date(), failure: null, failed_at: null }
}

function toOverride({ is_active, changed_by, changed_at, failed_at, ...row }: OverrideRow): MailOverride {
  return {
    ...row,
    isActive: is_active,
    changedBy: changed_by,
    changedAt: DateTime.fromJSDate(changed_at),
    failedAt: failed_at && DateTime.fromJSDate(failed_at),
  }
}
