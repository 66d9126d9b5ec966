import { inject } from '@adonisjs/core'
import { Database } from '@adonisjs/lucid/database'

/** How sending goes. */
export interface MailPulseReport {
  /** Seconds that the oldest mail waits which is not sent; 0 without one. */
  oldestQueued: number
  /** Mails that wait. */
  queued: number
  /** Attempts of the last hour, at all providers. */
  lastHour: { sent: number; failed: number }
}

const PULSE = `
select
  (select count(*)::int from mails where state = 'queued') as queued,
  (select coalesce(extract(epoch from now() - min(created_at)), 0)::float from mails where state = 'queued') as oldest,
  count(*) filter (where outcome = 'sent')::int as sent,
  count(*) filter (where outcome = 'failed')::int as failed
from mail_attempts where at > now() - interval '1 hour'`

/** Tells whether mails leave, for the health check and for dashboards. */
@inject()
export class MailPulse {
  readonly #db: Database

  /** @param db - Lucid's database */
  constructor(db: Database) {
    this.#db = db
  }

  /** @returns how sending goes, in one query */
  async read(): Promise<MailPulseReport> {
    const { rows } = (await this.#db.rawQuery(PULSE)) as {
      rows: { queued: number; oldest: number; sent: number; failed: number }[]
    }
    const { queued, oldest, sent, failed } = rows[0]!
    return { queued, oldestQueued: oldest, lastHour: { sent, failed } }
  }
}
