import db from '@adonisjs/lucid/services/db'
import { accountsOf, type Dump, type DumpRow } from '@pydotorg/platform/django_import'
import { ImportReport } from '#services/import/import_report'
import { MembershipBatch } from '#services/import/membership_batch'
import {
  BadRowError,
  readMembership,
  type ImportedMembership,
  type MembershipRecord,
} from '#services/import/membership_record'

const ROWS_IN_A_BATCH = 500
export const MODEL = 'users.membership'

interface Placed<T> {
  place: string
  value: T
}

type AccountOf = Awaited<ReturnType<typeof accountsOf>>

/**
 * Takes in python.org's memberships with their ids. It may run again: what says nothing new is not touched, and what
 * was changed here after the dump was made stays as it is.
 *
 * @example
 * const report = await new MembershipImporter().run(await readDump('/tmp/users.json'))
 */
export class MembershipImporter {
  readonly #report = new ImportReport()
  readonly #ids = new Set<number>()
  readonly #accounts = new Set<number>()

  /**
   * @param dump - by `manage.py dumpdata`; rows of other models are passed over
   * @returns what became of the rows
   */
  async run({ rows, unreadable }: Dump): Promise<ImportReport> {
    for (const place of unreadable) this.#refuse(`row ${place}`, 'it is no object of a model')
    const own = rows.filter(({ model }) => model === MODEL)
    for (let from = 0; from < own.length; from += ROWS_IN_A_BATCH) {
      const slice = own.slice(from, from + ROWS_IN_A_BATCH)
      const placed = slice.map((row) => ({ place: placeOf(row), value: row }))
      await this.#takeBatch(await this.#sortOut(placed, readMembership))
    }
    await advanceSequence()
    return this.#report
  }

  async #takeBatch(read: Placed<ImportedMembership>[]): Promise<void> {
    const accountOf = await accountsOf(read.map(({ value }) => value.creator))
    const records = await this.#sortOut(read, (row) => this.#claim(recordOf(row, accountOf)))
    await db.transaction(async (trx) => {
      const values = records.map(({ value }) => value)
      const batch = await MembershipBatch.open(trx, values)
      const judged = await this.#sortOut(records, (record) => ({ record, verdict: batch.judge(record) }))
      const wanted = judged.filter(({ place, value }) => this.#count(place, value.verdict))
      await batch.write(wanted.map(({ value }) => value.record))
    })
  }

  /** A second row of one id or account would undo the first on every import anew. */
  #claim(record: MembershipRecord): MembershipRecord {
    const { id, user_id: account } = record
    if (this.#ids.has(id)) throw new BadRowError(`an earlier row has the id ${id}`)
    if (account !== null && this.#accounts.has(account)) throw new BadRowError(`an earlier row has account ${account}`)
    this.#ids.add(id)
    if (account !== null) this.#accounts.add(account)
    return record
  }

  /** @returns true when the record is to be written */
  #count(place: string, verdict: ReturnType<MembershipBatch['judge']>): boolean {
    if (verdict === 'keep') this.#report.kept.push({ place, reason: 'was changed here later' })
    if (verdict === 'unchanged') this.#report.unchanged += 1
    if (verdict === 'create') this.#report.created += 1
    if (verdict === 'update') this.#report.updated += 1
    return verdict === 'create' || verdict === 'update'
  }

  /** @returns what became of the good ones; the others are noted */
  async #sortOut<T, R>(placed: readonly Placed<T>[], work: (value: T) => R | Promise<R>): Promise<Placed<R>[]> {
    const good: Placed<R>[] = []
    for (const { place, value } of placed) {
      try {
        good.push({ place, value: await work(value) })
      } catch (error) {
        if (!(error instanceof BadRowError)) throw error
        this.#refuse(place, error.message)
      }
    }
    return good
  }

  #refuse(place: string, reason: string): void {
    this.#report.bad.push({ place, reason })
  }
}

/** @returns how problems name the row */
export function placeOf({ place, pk }: Pick<DumpRow, 'place' | 'pk'>): string {
  return `row ${place} (id ${String(pk)})`
}

function recordOf({ creator, columns }: ImportedMembership, accountOf: AccountOf): MembershipRecord {
  const account = creator === null ? null : accountOf(creator)
  if (creator !== null && account === null) {
    throw new BadRowError(`account ${String(creator)} is not here; take accounts in first, by user:import`)
  }
  return { ...columns, user_id: account }
}

/** Ids that came with the rows may be the next of this site's own; then those start behind them. Never goes back. */
async function advanceSequence(): Promise<void> {
  await db.rawQuery(`
    select setval(sequence.name, highest.id)
    from (select pg_get_serial_sequence('memberships_memberships', 'id')::regclass as name) as sequence,
      (select max(id) as id from memberships_memberships) as highest
    where highest.id >= 100001
      and highest.id > coalesce(pg_sequence_last_value(sequence.name), 0)`)
}
