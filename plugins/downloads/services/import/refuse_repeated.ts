import {
  isRecordRow,
  type RecordKind,
  type RecordRow,
  type RowPlace,
  type SourceRow,
} from '#services/import/catalogue_records'
import { CATALOGUE_TABLES } from '#services/import/catalogue_tables'

type Values = Record<string, unknown>

function valuesOf(row: RecordRow): Values {
  return row.record as unknown as Values
}

/** First place of each value seen so far. */
class FirstPlaces {
  readonly #places = new Map<string, RowPlace>()

  /** @returns the place that had this value before, or null and notes it */
  claim(key: string, place: RowPlace): RowPlace | null {
    const first = this.#places.get(key)
    if (first) return first
    this.#places.set(key, place)
    return null
  }
}

/** The first of the keys that an earlier row has. */
function repeatedKey(seen: FirstPlaces, row: RecordRow, keys: readonly string[]): string | null {
  const values = valuesOf(row)
  const given = keys.filter((key) => values[key] !== undefined)
  for (const key of given) {
    const first = seen.claim(`${key} ${values[key]}`, row.place)
    if (first) return `${key} "${values[key]}" was given before, by row ${first.index} (${first.label})`
  }
  return null
}

/** What a flag's scope is before ids are known: a release's version, a file's system and release. */
function scopeOf(kind: RecordKind, values: Values): string {
  if (kind === 'releases') return String(values.version)
  return JSON.stringify([values.system, values.release])
}

/**
 * Takes out rows that repeat the id, slug or address of an earlier row of the same source, and the second claim on a
 * flag that only one row may have: each would undo what the other brought, on every import anew.
 *
 * @param kind - what the rows are
 * @param rows - all rows of that kind
 * @returns the rows, with a problem in the place of each repeated one and a remark at each second claim
 */
export function refuseRepeated(kind: RecordKind, rows: readonly SourceRow[]): SourceRow[] {
  const { naturalKeys, exclusive } = CATALOGUE_TABLES[kind]
  const seen = new FirstPlaces()
  const claims = new FirstPlaces()
  return rows.map((row): SourceRow => {
    if (!isRecordRow(row)) return row
    const repeated = repeatedKey(seen, row, ['id', ...naturalKeys])
    if (repeated) return { place: row.place, outcome: 'failed', reason: repeated }
    const values = valuesOf(row)
    if (!exclusive || values[exclusive.column] !== true) return row
    const first = claims.claim(scopeOf(kind, values), row.place)
    if (!first) return row
    const record = { ...row.record, [exclusive.column]: false }
    return { ...row, record, remark: `taken in without ${exclusive.column}: ${first.label} has it already` }
  })
}
