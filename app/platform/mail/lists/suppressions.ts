import type { HttpContext } from '@adonisjs/core/http'
import { inject } from '@adonisjs/core'
import { Database } from '@adonisjs/lucid/database'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { AuditLog, type AuditOrigin } from '../../audit/main.js'
import { plainAddress } from '../log/addresses.js'

/** Why an address gets no bulk mail: it does not exist, or its owner called a mail spam. */
export type SuppressionReason = 'bounced' | 'complained'

/** An address that gets no bulk mail. */
export interface Suppression {
  address: string
  reason: SuppressionReason
  /** Who told us. */
  provider: string
  /** In the words of the provider. */
  detail: string
  since: Date
}

/** Which ones. */
export interface SuppressionPageRequest {
  /** The beginning of an address. */
  address?: string
  /** At most so many, up to 100; 50 unless said. */
  limit?: number
  /** Only those behind this address, in the order of the alphabet. */
  after?: string
}

/** Some of them, and where the next page begins; null at the end. */
export interface SuppressionPage {
  suppressions: Suppression[]
  next: string | null
}

type Row = Omit<Suppression, 'since'> & { created_at: Date }

const MOST = 100

/**
 * Addresses that get no bulk mail any more. What is about somebody's own doings is sent to them all the same: a wrong
 * notice of a provider must lock nobody out (docs/mail.md).
 *
 * @example
 * const suppressions = await app.container.make(Suppressions)
 * if (await suppressions.find('ada@example.org')) …
 */
@inject()
export class Suppressions {
  readonly #db: Database
  readonly #audit: AuditLog

  /**
   * @param db - Lucid's database
   * @param audit - is told when somebody lifts one
   */
  constructor(db: Database, audit: AuditLog) {
    this.#db = db
    this.#audit = audit
  }

  /**
   * A complaint outweighs a bounce; otherwise the first word stays.
   *
   * @param wish - which address, and why
   * @param client - the transaction of what told us
   */
  async add({ address, ...why }: Omit<Suppression, 'since'>, client?: QueryClientContract): Promise<void> {
    await (client ?? this.#db.connection()).rawQuery(
      `insert into mail_suppressions (address, reason, provider, detail)
       values (:address, :reason, :provider, :detail)
       on conflict (address) do update set reason = excluded.reason, provider = excluded.provider, detail = excluded.detail
       where mail_suppressions.reason = 'bounced' and excluded.reason = 'complained'`,
      { address: plainAddress(address), ...why }
    )
  }

  /**
   * @param address - whose
   * @returns why it gets no bulk mail; null when it does
   */
  async find(address: string): Promise<Suppression | null> {
    const row = (await this.#db.from('mail_suppressions').where('address', plainAddress(address)).first()) as Row | null
    return row && toSuppression(row)
  }

  /**
   * @param request - which ones
   * @returns them, by address
   */
  async page({ address = '', limit = 50, after }: SuppressionPageRequest = {}): Promise<SuppressionPage> {
    const size = Math.min(MOST, Math.max(1, Math.trunc(limit)))
    const query = this.#db
      .query<Row>()
      .from('mail_suppressions')
      .orderBy('address')
      .limit(size + 1)
    if (address) query.whereRaw('starts_with(address, ?)', [plainAddress(address)])
    if (after !== undefined) query.where('address', '>', after)
    const rows = await query
    const suppressions = rows.slice(0, size).map(toSuppression)
    return { suppressions, next: rows.length > size ? suppressions.at(-1)!.address : null }
  }

  /**
   * Bulk mail goes there again. Whoever calls it has asked a policy.
   *
   * @param address - whose
   * @param by - who wants it
   * @returns false when it was not suppressed
   */
  async lift(address: string, by: HttpContext | AuditOrigin): Promise<boolean> {
    const plain = plainAddress(address)
    return this.#db.transaction(async (trx) => {
      const [gone] = (await trx
        .from('mail_suppressions')
        .where('address', plain)
        .delete(['reason', 'provider', 'detail'])) as unknown as Record<string, unknown>[]
      if (!gone) return false
      const subject = { type: 'mail_suppression', id: plain, label: plain }
      await this.#audit.record({ by, action: 'platform.mail.allow', subject, before: gone }, trx)
      return true
    })
  }
}

function toSuppression({ created_at: since, address, reason, provider, detail }: Row): Suppression {
  return { address, reason, provider, detail, since }
}
