import type { User } from '@pydotorg/platform/identity'
import type { AnyRow } from '@pydotorg/platform/admin'
import { slugify } from '@pydotorg/platform/models'
import { keyColumn, sourceOf, type MatchedColumns } from '#services/import/match_columns'
import type { ImportedResource } from '#services/import/file_fields'
import type { FileRow } from '#services/import/read_table'
import { rowsOf } from '#services/list/narrow_list'

/**
 * @param resource - that is imported
 * @param matched - columns of the file
 * @param row - of the file
 * @returns the key of its record as it is kept; empty when it has none
 */
export function keyOf(resource: ImportedResource, matched: MatchedColumns, row: FileRow): string {
  const { key, keyOf: kept } = resource.import
  const text = (name: string) => {
    const [index] = [...matched.fields].find(([, column]) => column.name === name) ?? []
    return index === undefined ? '' : (row.cells[index] ?? '').trim()
  }
  const written = text(key)
  if (written !== '') return kept ? (kept(written) ?? '') : written
  const source = sourceOf(keyColumn(resource))
  return source ? slugify(text(source)) : ''
}

/**
 * @param resource - that is imported
 * @param user - who imports
 * @param keys - of the file
 * @returns records that are there, of those that the person sees, by their keys: one query
 */
export async function recordsByKey(
  resource: ImportedResource,
  user: User,
  keys: readonly string[]
): Promise<ReadonlyMap<string, AnyRow>> {
  const { key } = resource.import
  // PostgreSQL asks for no text with a NUL in it; the rules of the form refuse it.
  const asked = [...new Set(keys)].filter((one) => one !== '' && !one.includes('\0'))
  if (asked.length === 0) return new Map()
  const rows = (await rowsOf(resource, user).whereIn(key, asked)) as unknown as AnyRow[]
  return new Map(rows.map((row) => [String(row[key]), row]))
}
