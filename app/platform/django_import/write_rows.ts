import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { ImportReport } from './import_report.js'
import type { DumpRow } from './read_dump.js'
import { refusedByDatabase } from './refused_by_database.js'

/** A row of a file, and what is to be written of it. */
export interface WritableRow {
  row: DumpRow
  columns: Record<string, unknown> & { id: number }
}

/** Where rows go. */
export interface WriteTarget {
  table: string
  /** Unique column by which a row that was made here is found. */
  key?: string
}

/** A row that was made here takes the id that the one of that name has there; what refers to it follows by its foreign key. */
const ADOPT = `
  update :table: as here set id = given.id
  from jsonb_to_recordset(cast(:rows as jsonb)) as given(id integer, name text)
  where here.:key: = given.name and here.id <> given.id
    and not exists (select 1 from :table: as other where other.id = given.id)
  returning here.id`

/** The database compares, since it knows its types. `xmax` is 0 in a row that is new. */
const upsertOf = (columns: readonly string[]): string => {
  const [names, here, given] = ['', 'here.', 'excluded.'].map((prefix) =>
    columns.map((column) => `${prefix}"${column}"`).join(', ')
  )
  const assigned = columns.map((column) => `"${column}" = excluded."${column}"`).join(', ')
  return `
    insert into :table: as here (id, ${names})
    select id, ${names} from jsonb_populate_recordset(cast(null as :table:), cast(:rows as jsonb))
    on conflict (id) do update set ${assigned} where (${here}) is distinct from (${given})
    returning here.id, here.xmax = 0 as added`
}

const NEWER_HERE = `
  select here.id from :table: as here
  join jsonb_to_recordset(cast(:rows as jsonb)) as given(id integer, updated_at timestamptz) on given.id = here.id
  where here.updated_at > given.updated_at`

/**
 * Writes rows in one transaction; one that the database refuses costs itself and no other.
 *
 * @param rows - all with the same columns
 * @param target - where they go
 * @param report - is told of each
 * @returns true when something is different from before
 */
export async function writeRows(
  rows: readonly WritableRow[],
  target: WriteTarget,
  report: ImportReport
): Promise<boolean> {
  if (rows.length === 0) return false
  try {
    const outcomes = await db.transaction((trx) => write(rows, target, trx))
    for (const [index, { row }] of rows.entries()) report.note(row, outcomes[index]!)
    return outcomes.some((outcome) => outcome !== 'unchanged')
  } catch (error) {
    const reason = refusedByDatabase(error)
    if (reason === null) throw error
    if (rows.length === 1) {
      report.complain(rows[0]!.row, 'skipped', reason)
      return false
    }
    let hasChanged = false
    for (const row of rows) hasChanged = (await writeRows([row], target, report)) || hasChanged
    return hasChanged
  }
}

async function write(
  rows: readonly WritableRow[],
  { table, key }: WriteTarget,
  trx: TransactionClientContract
): Promise<('added' | 'changed' | 'unchanged')[]> {
  const given = rows.map(({ columns }) => columns)
  const adopted = key === undefined ? new Set<number>() : await adopt(given, { table, key }, trx)
  const newer = 'updated_at' in given[0]! ? await newerHere(given, table, trx) : new Set<number>()
  const wanted = given.filter(({ id }) => adopted.has(id) || !newer.has(id))
  const columns = Object.keys(given[0]!).filter((column) => column !== 'id')
  const { rows: written } = await trx.rawQuery<{ rows: { id: number; added: boolean }[] }>(upsertOf(columns), {
    table,
    rows: JSON.stringify(wanted),
  })
  const outcomes = new Map(written.map(({ id, added }) => [id, added ? 'added' : 'changed'] as const))
  return given.map(({ id }) => outcomes.get(id) ?? (adopted.has(id) ? 'changed' : 'unchanged'))
}

async function adopt(
  given: readonly WritableRow['columns'][],
  { table, key }: Required<WriteTarget>,
  trx: TransactionClientContract
): Promise<Set<number>> {
  const names = given.map((columns) => ({ id: columns.id, name: columns[key] }))
  return idsOf(trx, ADOPT, { table, key, rows: JSON.stringify(names) })
}

function newerHere(
  given: readonly WritableRow['columns'][],
  table: string,
  trx: TransactionClientContract
): Promise<Set<number>> {
  const times = given.map(({ id, updated_at: updatedAt }) => ({ id, updated_at: updatedAt }))
  return idsOf(trx, NEWER_HERE, { table, rows: JSON.stringify(times) })
}

async function idsOf(
  trx: TransactionClientContract,
  query: string,
  bindings: Record<string, string>
): Promise<Set<number>> {
  const { rows } = await trx.rawQuery<{ rows: { id: number }[] }>(query, bindings)
  return new Set(rows.map(({ id }) => id))
}
