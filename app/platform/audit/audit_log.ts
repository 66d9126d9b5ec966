import { inject } from '@adonisjs/core'
import { HttpContext } from '@adonisjs/core/http'
import { Database } from '@adonisjs/lucid/database'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { AuditAction, AuditEntry, AuditPage, AuditPageRequest, AuditRecord, AuditView } from './audit_entry.js'
import { auditOrigin, originColumns } from './audit_origin.js'
import { AUDIT_COLUMNS, narrow, SEEN_BY, toAuditEntry, type AuditRow } from './audit_rows.js'
import { boundedText } from './bounded_text.js'
import { walkChain, type ChainReport, type SealedEntry } from './audit_chain.js'
import { changes } from './changes.js'
import { keptFields } from './kept_fields.js'
import type { AuditFields } from './plain_fields.js'

const MOST = 100

/**
 * Who did what, on what, from where, before and after. Entries can be added and read, never changed: the database
 * refuses it, and a chain of hashes shows it (docs/audit.md).
 *
 * @example
 * const audit = await ctx.containerResolver.make(AuditLog)
 * await db.transaction(async (trx) => {
 *   const before = { ...release.$original }
 *   await release.useTransaction(trx).save()
 *   const subject = { type: 'release', id: release.id, label: release.name }
 *   await audit.record({ by: ctx, action: 'downloads.release.update', subject, before, after: release.$attributes }, trx)
 * })
 */
@inject()
export class AuditLog {
  readonly #db: Database

  /** @param db - Lucid's database */
  constructor(db: Database) {
    this.#db = db
  }

  /**
   * Adds an entry. Secrets are masked by the names of their fields, long values are cut.
   *
   * @param record - what happened
   * @param client - the transaction of the change, so that both are kept or neither
   * @returns the entry's id
   * @throws the database's error when the action is not in the form of `plugin.noun.verb`
   */
  async record(record: AuditRecord, client: QueryClientContract = this.#db.connection()): Promise<number> {
    const { by, action, subject, reason } = record
    const origin = by instanceof HttpContext ? auditOrigin(by) : by
    const row = {
      ...originColumns(origin),
      ...{ action, ...fieldColumns(record) },
      subject_type: subject.type,
      subject_id: boundedText(String(subject.id), 200),
      subject_label: boundedText(subject.label ?? '', 200),
      reason: reason ? boundedText(reason, 2_000) : null,
    }
    const query = client.insertQuery<{ id: number }>().table('audit_entries')
    const [added] = await query.returning('id').insert(row)
    if (!added) throw new Error('The database did not tell the id of an audit entry.')
    return added.id
  }

  /**
   * @param request - which entries
   * @returns them, newest first, and where the next page begins
   * @example
   * const { entries, next } = await audit.page({ subject: { type: 'release', id: 7 }, limit: 20 })
   */
  async page({ before = null, limit = 50, ...filter }: AuditPageRequest = {}): Promise<AuditPage> {
    const size = Math.min(MOST, Math.max(1, Math.trunc(limit)))
    const query = this.#db.query<AuditRow>().from('audit_entries').select(AUDIT_COLUMNS)
    narrow(query, filter)
    if (before !== null) query.where('id', '<', before)
    const rows = await query.orderBy('id', 'desc').limit(size + 1)
    const entries = rows.slice(0, size).map(toAuditEntry)
    return { entries, next: rows.length > size ? (entries.at(-1)?.id ?? null) : null }
  }

  /**
   * @param id - of an entry
   * @returns the entry; null when there is none
   */
  async find(id: number): Promise<AuditEntry | null> {
    const row = await this.#db.query<AuditRow>().from('audit_entries').select(AUDIT_COLUMNS).where({ id }).first()
    return row ? toAuditEntry(row) : null
  }

  /**
   * What concerns one person, in one query that reads `limit` entries of an index for them and for each kind of thing,
   * however long the log is.
   *
   * @param view - what they may know
   * @returns entries, newest first
   * @example
   * await audit.seenBy({ actor: user.id, types: ['release', 'release_file'], limit: 10 })
   */
  async seenBy({ actor, types, limit }: AuditView): Promise<AuditEntry[]> {
    const size = Math.min(MOST, Math.max(1, Math.trunc(limit)))
    const seen = this.#db.raw(SEEN_BY, { actor, types: [...types], size })
    const query = this.#db.query<AuditRow>().from('audit_entries').select(AUDIT_COLUMNS).whereIn('id', seen)
    return (await query.orderBy('id', 'desc').limit(size)).map(toAuditEntry)
  }

  /**
   * @param action - to the letter
   * @returns the newest entry of it, by an index; null when there is none
   */
  async last(action: AuditAction): Promise<AuditEntry | null> {
    const query = this.#db.query<AuditRow>().from('audit_entries').select(AUDIT_COLUMNS).where({ action })
    const row = await query.orderBy('id', 'desc').first()
    return row ? toAuditEntry(row) : null
  }

  /**
   * Walks the whole chain. Hashes are computed here, not by the functions of the database that is under suspicion.
   *
   * @param known - the last entry of an earlier walk; that it is there still proves that nothing was cut off
   * @returns how many entries hold, the last of them, and the first one that does not
   */
  verify(known?: SealedEntry): Promise<ChainReport> {
    return walkChain(this.#db, known)
  }
}

/** Of a record that was and is, only what differs; JSON by hand, because the driver takes an array for one of its own. */
function fieldColumns({ before, after }: AuditRecord): { before: string | null; after: string | null } {
  const fields = before && after ? changes(before, after) : { before, after }
  const json = (given?: AuditFields | null): string | null => (given ? JSON.stringify(keptFields(given)) : null)
  return { before: json(fields.before), after: json(fields.after) }
}
