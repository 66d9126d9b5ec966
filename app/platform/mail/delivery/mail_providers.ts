import type { Database } from '@adonisjs/lucid/database'
import type { AttemptOutcome } from '../log/mail_row.js'

/** What became of a day's attempts at one provider, in all processes. */
export interface MailProviderState {
  provider: string
  /** False when it was asked within the day and is not configured any more. */
  isConfigured: boolean
  outcomes: Record<AttemptOutcome, number>
  /** How the newest attempt ended; null when it was not asked. */
  last: { outcome: AttemptOutcome; error: string | null; at: Date } | null
}

interface Row {
  provider: string
  sent: number
  refused: number
  failed: number
  last: AttemptOutcome
  error: string | null
  at: Date
}

const DAY = `
select provider,
  count(*) filter (where outcome = 'sent')::int as sent,
  count(*) filter (where outcome = 'refused')::int as refused,
  count(*) filter (where outcome = 'failed')::int as failed,
  (array_agg(outcome order by id desc))[1] as last,
  (array_agg(error order by id desc))[1] as error,
  max(at) as at
from mail_attempts where at > now() - interval '1 day'
group by provider order by provider limit 50`

/**
 * How the providers of mails are, for operators. It asks the log, since the process that shows a page sends no mails.
 *
 * @example
 * const providers = await ctx.containerResolver.make(MailProviders)
 * for (const { provider, outcomes } of await providers.read()) …
 */
export class MailProviders {
  readonly #db: Database
  readonly #configured: () => readonly string[]

  /**
   * @param db - Lucid's database
   * @param configured - names of providers, in the order in which they are asked
   */
  constructor(db: Database, configured: () => readonly string[]) {
    this.#db = db
    this.#configured = configured
  }

  /** @returns the configured ones in their order, then others that were asked within the day; one query */
  async read(): Promise<MailProviderState[]> {
    const { rows } = (await this.#db.rawQuery(DAY)) as { rows: Row[] }
    const configured = this.#configured()
    const asked = new Map(rows.map((row) => [row.provider, row]))
    const others = rows.map(({ provider }) => provider).filter((provider) => !configured.includes(provider))
    return [...configured, ...others].map((provider) => {
      const row = asked.get(provider)
      const { sent = 0, refused = 0, failed = 0 } = row ?? {}
      const last = row ? { outcome: row.last, error: row.error, at: row.at } : null
      return { provider, isConfigured: configured.includes(provider), outcomes: { sent, refused, failed }, last }
    })
  }
}
