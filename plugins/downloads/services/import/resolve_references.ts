import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { CatalogueRecord, RecordRow, RowProblem, RowReference } from '#services/import/catalogue_records'
import type { PlacedRow } from '#services/import/match_rows'

interface Reference {
  /** The record's property. */
  property: string
  table: string
  /** Column of `table` that a reference names beside the id. */
  key: string
  column: string
  /** What becomes of a row whose reference leads nowhere; null where a row may do without. */
  missing: { outcome: 'failed' | 'skipped'; reason: (name: string) => string } | null
}

const REFERENCES: readonly Reference[] = [
  { property: 'branch', table: 'downloads_branches', key: 'name', column: 'branch_id', missing: null },
  {
    property: 'system',
    table: 'downloads_operating_systems',
    key: 'slug',
    column: 'operating_system_id',
    missing: { outcome: 'failed', reason: (name) => `there is no operating system ${name}` },
  },
  {
    property: 'release',
    table: 'downloads_releases',
    key: 'slug',
    column: 'release_id',
    // python.org shows the files of drafts to everybody, and the drafts themselves to nobody.
    missing: { outcome: 'skipped', reason: (name) => `its release ${name} is not here: a draft, or not taken in` },
  },
]

function referenceOf(record: CatalogueRecord, property: string): RowReference | null {
  const value = (record as unknown as Record<string, unknown>)[property]
  if (typeof value === 'string') return { slug: value }
  return (value as RowReference | null | undefined) ?? null
}

type Lookup = (wanted: RowReference) => number | null

async function lookup(
  trx: TransactionClientContract,
  reference: Reference,
  wanted: readonly RowReference[]
): Promise<Lookup> {
  const ids = wanted.flatMap((one) => one.id ?? [])
  const keys = wanted.flatMap((one) => one.slug ?? [])
  const { rows } = await trx.rawQuery<{ rows: { id: number; key: string }[] }>(
    `select id, ${reference.key} as key from ${reference.table} where id = any(?) or ${reference.key} = any(?)`,
    [ids, keys]
  )
  const byKey = new Map(rows.map((row) => [row.key, row.id]))
  const known = new Set(rows.map((row) => row.id))
  return ({ id, slug }) => {
    if (id !== undefined && known.has(id)) return id
    return (slug !== undefined && byKey.get(slug)) || null
  }
}

function nameOf(wanted: RowReference): string {
  return wanted.slug ? `"${wanted.slug}"` : `number ${wanted.id}`
}

/**
 * Turns what records say of other rows into the ids of these rows here, with one query for each kind of them.
 *
 * @param trx - the batch's transaction
 * @param records - records of one kind
 * @returns rows in the columns of their table, and those whose system or release is not here
 */
export async function resolveReferences(
  trx: TransactionClientContract,
  records: readonly RecordRow[]
): Promise<{ rows: PlacedRow[]; problems: RowProblem[] }> {
  const problems = new Map<RecordRow, RowProblem>()
  const columns = new Map<RecordRow, Record<string, number | null>>(records.map((row) => [row, {}]))
  for (const reference of REFERENCES) {
    const referring = records.flatMap((row) => {
      const wanted = referenceOf(row.record, reference.property)
      return wanted ? [{ row, wanted }] : []
    })
    if (!referring.length) continue
    const find = await lookup(
      trx,
      reference,
      referring.map(({ wanted }) => wanted)
    )
    for (const { row, wanted } of referring) {
      const id = find(wanted)
      if (id !== null) columns.get(row)![reference.column] = id
      if (id !== null || !reference.missing) continue
      const { outcome, reason } = reference.missing
      problems.set(row, { place: row.place, outcome, reason: reason(nameOf(wanted)) })
    }
  }
  const rows = records
    .filter((row) => !problems.has(row))
    .map((row) => ({ place: row.place, values: { ...withId(row.record), ...columns.get(row) } }))
  return { rows, problems: [...problems.values()] }
}

function withId(record: CatalogueRecord): PlacedRow['values'] {
  return { ...record, id: 'id' in record ? (record.id ?? null) : null }
}
