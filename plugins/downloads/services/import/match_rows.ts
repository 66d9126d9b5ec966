import type { RowPlace, RowProblem } from '#services/import/catalogue_records'
import type { CatalogueTable } from '#services/import/catalogue_tables'
import type { ColumnValues } from '#services/import/upsert_rows'

/** A row on its way into its table. */
export interface PlacedRow {
  place: RowPlace
  values: ColumnValues
}

/** What tells a row of the table apart from the others. */
export type RowHere = { id: number } & Record<string, string | number>

export interface MatchedRows {
  /** Rows to write; their `id` is that of the row here, or of the source, or null for a new one. */
  rows: PlacedRow[]
  /** Rows that are here under an id of this site's own and get python.org's. */
  adopted: { from: number; to: number }[]
  /** Those of `rows` that are here already. */
  known: Set<PlacedRow>
  problems: RowProblem[]
}

function describe(keys: readonly string[], values: ColumnValues, here: RowHere): string {
  const same = keys.filter((key) => here[key] === values[key]).map((key) => `${key} "${values[key]}"`)
  return `${same.join(' and ')} belongs to number ${here.id} here`
}

/** Why an id of the source cannot be this row here, or null. */
function otherIdentity(table: CatalogueTable, here: RowHere, values: ColumnValues): string | null {
  const [identity] = table.naturalKeys
  if (!table.keepsIdentity || !identity || here[identity] === values[identity]) return null
  return `number ${here.id} is "${here[identity]}" here, and clients rely on that`
}

/** What rows are matched with. */
export interface MatchQuestion {
  table: CatalogueTable
  /** Rows of the source. */
  rows: readonly PlacedRow[]
  /** Rows of the table that share an id or a natural key with any of them. */
  here: readonly RowHere[]
  /** The ids of all rows of this kind in the source. */
  sourceIds: ReadonlySet<number>
}

type Match = { id: number | null; known: boolean; from?: number } | { reason: string }

function matchRow({ table, sourceIds }: MatchQuestion, values: ColumnValues, here: readonly RowHere[]): Match {
  const byId = values.id === null ? undefined : here.find((row) => row.id === values.id)
  // A row that the source has under its own id is that one, even if it still has this one's slug from before.
  const alike = here.filter((row) => row !== byId && (values.id === null || !sourceIds.has(row.id)))
  const [first] = alike
  if (byId) {
    const reason = otherIdentity(table, byId, values)
    if (reason) return { reason }
    if (first) return { reason: describe(table.naturalKeys, values, first) }
    return { id: byId.id, known: true }
  }
  if (!first) return { id: values.id, known: false }
  if (alike.length > 1) {
    return { reason: alike.map((row) => describe(table.naturalKeys, values, row)).join(', and ') }
  }
  return values.id === null ? { id: first.id, known: true } : { id: values.id, known: true, from: first.id }
}

/**
 * Finds for each row of a source the row that is here: by python.org's id, else by slug or address.
 *
 * @param question - the rows of the source and of the table
 * @returns what to write, which ids to change before, and what cannot be matched
 */
export function matchRows(question: MatchQuestion): MatchedRows {
  const candidates = indexed(question)
  const matched: MatchedRows = { rows: [], adopted: [], known: new Set(), problems: [] }
  for (const row of question.rows) {
    const match = matchRow(question, row.values, candidates(row.values))
    if ('reason' in match) {
      matched.problems.push({ place: row.place, outcome: 'failed', reason: match.reason })
      continue
    }
    const placed = { place: row.place, values: { ...row.values, id: match.id } }
    matched.rows.push(placed)
    if (match.known) matched.known.add(placed)
    if (match.from && match.id) matched.adopted.push({ from: match.from, to: match.id })
  }
  return matched
}

/** Look-ups instead of a scan of all rows for each row. */
function indexed({ table, here }: MatchQuestion): (values: ColumnValues) => RowHere[] {
  const keys = ['id', ...table.naturalKeys]
  const byKey = keys.map((key) => [key, new Map(here.map((row) => [row[key], row]))] as const)
  return (values) => {
    const found = byKey.flatMap(([key, rows]) => rows.get(values[key] as string | number) ?? [])
    return [...new Set(found)]
  }
}
