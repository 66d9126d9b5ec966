import { inject } from '@adonisjs/core'
import { Database } from '@adonisjs/lucid/database'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import { plainAddress } from './addresses.js'
import { MailSeal } from './mail_seal.js'
import type { LoggedMail, MailDetail, MailFilter, MailPage, MailPageRequest, MailText } from './logged_mail.js'
import { MAIL_STATES, type MailRow, type MailState } from './mail_row.js'

const MOST = 100

const COLUMNS = [
  ...['id', 'template', 'list', 'subject', 'recipient', 'recipients', 'state', 'provider', 'error', 'attempts'],
  ...['created_at', 'sent_at'],
]

/**
 * What became of every mail, for staff. Whoever calls it has asked a policy.
 *
 * @example
 * const log = await ctx.containerResolver.make(MailLog)
 * const { mails, next } = await log.page({ state: 'failed', limit: 20 })
 */
@inject()
export class MailLog {
  readonly #db: Database
  readonly #seal: MailSeal

  /**
   * @param db - Lucid's database
   * @param seal - opens the texts that may be read
   */
  constructor(db: Database, seal: MailSeal) {
    this.#db = db
    this.#seal = seal
  }

  /**
   * One query, however many mails there are.
   *
   * @param request - which ones
   * @returns them, newest first
   */
  async page({ before, limit = 50, ...filter }: MailPageRequest = {}): Promise<MailPage> {
    const size = Math.min(MOST, Math.max(1, Math.trunc(limit)))
    const query = this.#db.query<MailRow>().from('mails').select(COLUMNS)
    narrow(query, filter)
    if (before !== undefined) query.where('id', '<', before)
    const rows = await query.orderBy('id', 'desc').limit(size + 1)
    const mails = rows.slice(0, size).map(toLogged)
    return { mails, next: rows.length > size ? mails.at(-1)!.id : null }
  }

  /**
   * Two queries.
   *
   * @param id - of a mail
   * @returns it with its attempts, and its text when it is kept and no secret; null when there is none
   */
  async find(id: number): Promise<MailDetail | null> {
    const row = (await this.#db.from('mails').where({ id }).first()) as MailRow | null
    if (!row) return null
    const attempts = await this.#db.from('mail_attempts').where('mail_id', id).orderBy('id').limit(MOST)
    const text = row.is_secret || row.sealed_message === null ? null : this.#textOf(row.sealed_message)
    return {
      ...toLogged(row),
      messageId: row.message_id,
      providerMessageId: row.provider_message_id,
      history: attempts.map(({ provider, outcome, error, duration, at }) => ({
        ...{ provider, outcome, error, duration, at },
      })),
      text,
      textIs: row.is_secret ? 'secret' : text === null ? 'gone' : 'kept',
      canRetry: row.state === 'failed' && row.sealed_message !== null,
    }
  }

  /**
   * @param since - only mails from then on; all of them unless said
   * @returns how many there are in each state, for a dashboard
   */
  async counts(since?: Date): Promise<Record<MailState, number>> {
    const query = this.#db.from('mails').groupBy('state').select('state').count('* as count')
    if (since) query.where('created_at', '>=', since)
    const rows = (await query) as { state: MailState; count: string }[]
    const counted = new Map(rows.map(({ state, count }) => [state, Number(count)]))
    return Object.fromEntries(MAIL_STATES.map((state) => [state, counted.get(state) ?? 0])) as Record<MailState, number>
  }

  /**
   * By an index of its own: of a million mails, few failed.
   *
   * @param since - only mails from then on
   * @returns how many failed for good, for a dashboard
   */
  async failedSince(since: Date): Promise<number> {
    const query = this.#db.from('mails').whereRaw("state = 'failed'").where('created_at', '>=', since)
    const [row] = (await query.count('* as count')) as { count: string }[]
    return Number(row?.count ?? 0)
  }

  /** @returns templates that occur in the log, in the order of the alphabet, for a filter; at most 200 */
  async templates(): Promise<string[]> {
    const { rows } = (await this.#db.rawQuery(TEMPLATES)) as { rows: { template: string }[] }
    return rows.map(({ template }) => template)
  }

  #textOf(sealed: string): MailText | null {
    const message = this.#seal.open(sealed)
    if (!message) return null
    const [html, text] = [message.html, message.text].map((part) => (typeof part === 'string' ? part : null))
    const attachments = (message.attachments ?? []).map(({ filename }) => String(filename || 'without a name'))
    return { html: html ?? null, text: text ?? null, attachments }
  }
}

/** By the index, from one to the next: the table is long and has few of them. */
const TEMPLATES = `
with recursive found (template) as (
  (select template from mails where template is not null order by template limit 1)
  union all
  select (select template from mails where template > found.template order by template limit 1)
  from found where found.template is not null
)
select template from found where template is not null limit 200`

function narrow(query: DatabaseQueryBuilderContract<MailRow>, filter: MailFilter): void {
  const { state, template, recipient, from, to } = filter
  if (state !== undefined) query.where('state', state)
  if (template !== undefined) query.where('template', template)
  if (from) query.where('created_at', '>=', from)
  if (to) query.where('created_at', '<', to)
  if (!recipient) return
  const address = plainAddress(recipient)
  const prefix = `${address.replace(/[\\%_]/g, '\\$&')}%`
  query.where((either) => {
    either.whereRaw('lower(recipient) like ?', [prefix]).orWhereRaw('recipients @> array[?]::text[]', [address])
  })
}

function toLogged(row: MailRow): LoggedMail {
  const { id, template, list, subject, recipient, recipients, state, provider, error, attempts } = row
  return {
    ...{ id: Number(id), template, list, subject, recipient, recipients, state, provider, error, attempts },
    createdAt: row.created_at,
    sentAt: row.sent_at,
  }
}
