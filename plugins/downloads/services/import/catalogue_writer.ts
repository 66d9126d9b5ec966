import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { RecordKind, RecordRow, RowProblem } from '#services/import/catalogue_records'
import { CATALOGUE_TABLES, type CatalogueTable } from '#services/import/catalogue_tables'
import { passFlags } from '#services/import/exclusive_flags'
import { matchRows, type MatchedRows, type PlacedRow, type RowHere } from '#services/import/match_rows'
import { resolveReferences } from '#services/import/resolve_references'
import { rowErrorReason } from '#services/import/row_errors'
import { neverSeeded, passUntouchedFlags } from '#services/import/seeded_rows'
import { upsertRows } from '#services/import/upsert_rows'

/**
 * `update`: the source is right, rows that are here become as it says. `add`: what is here is right, only rows that
 * were never here come in.
 */
export type WriteMode = 'update' | 'add'

/** What became of the rows of a batch. */
export interface WriteResult {
  created: number
  updated: number
  unchanged: number
  problems: RowProblem[]
}

/** Records that go in together. */
export interface WriteBatch {
  kind: RecordKind
  records: readonly RecordRow[]
  /** The ids of all rows of this kind in the source, not only of this batch. */
  sourceIds: ReadonlySet<number>
}

type PlacedBatch = Omit<WriteBatch, 'records'> & { rows: readonly PlacedRow[] }

function sum(results: readonly WriteResult[]): WriteResult {
  return {
    created: results.reduce((count, result) => count + result.created, 0),
    updated: results.reduce((count, result) => count + result.updated, 0),
    unchanged: results.reduce((count, result) => count + result.unchanged, 0),
    problems: results.flatMap((result) => result.problems),
  }
}

/** Puts records into the catalogue's tables, whatever source they come from: some statements a batch, none per row. */
export class CatalogueWriter {
  readonly #mode: WriteMode

  constructor(mode: WriteMode) {
    this.#mode = mode
  }

  /**
   * @param trx - the batch's transaction
   * @param batch - the records
   * @returns what became of them; a row that PostgreSQL refuses is a problem, and the others are in
   * @throws whatever stops the database itself
   */
  async write(trx: TransactionClientContract, { kind, records, sourceIds }: WriteBatch): Promise<WriteResult> {
    const { rows, problems } = await resolveReferences(trx, records)
    const written = await this.#writeOrHalve(trx, { kind, sourceIds, rows })
    return sum([written, { created: 0, updated: 0, unchanged: 0, problems }])
  }

  /** One savepoint for all; when a row spoils it, two for the halves, down to the row that is to blame. */
  async #writeOrHalve(trx: TransactionClientContract, batch: PlacedBatch): Promise<WriteResult> {
    const { rows } = batch
    const [first] = rows
    if (!first) return { created: 0, updated: 0, unchanged: 0, problems: [] }
    try {
      return await trx.transaction((savepoint) => this.#writeRows(savepoint, batch))
    } catch (error) {
      const reason = rowErrorReason(error)
      if (reason === null) throw error
      if (rows.length === 1) {
        return { created: 0, updated: 0, unchanged: 0, problems: [{ place: first.place, outcome: 'failed', reason }] }
      }
      const middle = Math.ceil(rows.length / 2)
      const left = await this.#writeOrHalve(trx, { ...batch, rows: rows.slice(0, middle) })
      const right = await this.#writeOrHalve(trx, { ...batch, rows: rows.slice(middle) })
      return sum([left, right])
    }
  }

  async #writeRows(trx: TransactionClientContract, { kind, rows, sourceIds }: PlacedBatch): Promise<WriteResult> {
    const table = CATALOGUE_TABLES[kind]
    const here = await rowsHere(trx, table, rows)
    const matched = matchRows({ table, rows, here, sourceIds })
    if (this.#mode === 'add') return this.#add(trx, kind, matched)
    await adopt(trx, table, matched.adopted)
    await passFlags(trx, table, matched.rows)
    const { created, updated } = await upsertRows(
      trx,
      table,
      matched.rows.map((row) => row.values)
    )
    const changed = new Set([...updated, ...matched.adopted.map(({ to }) => to)])
    return {
      created: created.length,
      updated: changed.size,
      unchanged: matched.rows.length - created.length - changed.size,
      problems: matched.problems,
    }
  }

  async #add(trx: TransactionClientContract, kind: RecordKind, matched: MatchedRows): Promise<WriteResult> {
    const table = CATALOGUE_TABLES[kind]
    const added = await passUntouchedFlags(trx, kind, await neverSeeded(trx, kind, matched))
    const { created } = await upsertRows(
      trx,
      table,
      added.map((row) => row.values)
    )
    // A row that cannot be matched is here in some way: two rows share what the seed has in one.
    const unchanged = matched.rows.length - created.length + matched.problems.length
    return { created: created.length, updated: 0, unchanged, problems: [] }
  }
}

/** Locks the rows that a batch may be about, so that nobody changes them between looking and writing. */
async function rowsHere(
  trx: TransactionClientContract,
  table: CatalogueTable,
  rows: readonly PlacedRow[]
): Promise<RowHere[]> {
  const values = (key: string) => rows.map((row) => row.values[key] as string)
  const alike = table.naturalKeys.map((key) => `${key} = any(?)`).join(' or ')
  const { rows: here } = await trx.rawQuery<{ rows: RowHere[] }>(
    `select id, ${table.naturalKeys.join(', ')} from ${table.name}
    where id = any(?) or ${alike} order by id for no key update`,
    [rows.flatMap((row) => row.values.id ?? []), ...table.naturalKeys.map(values)]
  )
  return here
}

/** Gives rows python.org's id in place of this site's; what refers to them follows by its foreign key. */
async function adopt(
  trx: TransactionClientContract,
  table: CatalogueTable,
  adopted: MatchedRows['adopted']
): Promise<void> {
  if (!adopted.length) return
  await trx.rawQuery(
    `update ${table.name} as kept set id = adopted.new_id, updated_at = now()
    from unnest(?::integer[], ?::integer[]) as adopted (old_id, new_id) where kept.id = adopted.old_id`,
    [adopted.map(({ from }) => from), adopted.map(({ to }) => to)]
  )
}
