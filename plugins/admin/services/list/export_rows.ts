import { Readable } from 'node:stream'
import type { User } from '@pydotorg/platform/identity'
import type { AdminColumn, AdminResource, AnyRow } from '@pydotorg/platform/admin'
import { exportedValue, headingOf } from '#services/list/cells'
import { listColumns, narrowed } from '#services/list/narrow_list'
import type { ListScope } from '#services/list/list_request'

export const EXPORT_FORMATS = ['csv', 'json'] as const

export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** Rows that are read at a time, so that an export of any size needs the memory of one batch. */
const BATCH = 1_000

/**
 * @param resource - a resource whose rows may be exported
 * @param user - who exports
 * @param wanted - which rows, and how they are written
 * @returns all rows that fit, by id, as they are read
 */
export function exportRows(
  resource: AdminResource,
  user: User,
  { scope, format }: { scope: ListScope; format: ExportFormat }
): Readable {
  const columns = exportedColumns(resource)
  const rows = rowsInBatches(resource, user, scope)
  return Readable.from(format === 'csv' ? csvOf(columns, rows) : jsonOf(columns, rows))
}

/**
 * @param resource - a resource
 * @returns columns of an export; empty when nobody exports
 */
export function exportedColumns({ list }: AdminResource): readonly AdminColumn<AnyRow>[] {
  if (list.export === false) return []
  return list.export ?? list.columns
}

async function* rowsInBatches(resource: AdminResource, user: User, scope: ListScope): AsyncGenerator<AnyRow[]> {
  const { model, list } = resource
  let last = 0
  for (;;) {
    const query = narrowed(resource, user, scope).where(model.primaryKey, '>', last).orderBy(model.primaryKey)
    list.load?.(query.select(listColumns(resource)))
    const rows = (await query.limit(BATCH)) as unknown as AnyRow[]
    if (rows.length > 0) yield rows
    if (rows.length < BATCH) return
    last = Number(rows.at(-1)!.$primaryKeyValue)
  }
}

async function* csvOf(
  columns: readonly AdminColumn<AnyRow>[],
  batches: AsyncIterable<AnyRow[]>
): AsyncGenerator<string> {
  // With the mark by which spreadsheets know UTF-8.
  yield `\uFEFFid,${columns.map((column) => csvCell(headingOf(column))).join(',')}\r\n`
  for await (const rows of batches) {
    yield rows
      .map((row) => [row.$primaryKeyValue, ...columns.map((column) => exportedValue(column, row))])
      .map((values) => `${values.map((value) => csvCell(value as string)).join(',')}\r\n`)
      .join('')
  }
}

/**
 * @param value - of a cell
 * @returns it as CSV wants it (RFC 4180); a text that a spreadsheet would take for a formula begins with an apostrophe
 */
export function csvCell(value: string | number | boolean | null): string {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

async function* jsonOf(
  columns: readonly AdminColumn<AnyRow>[],
  batches: AsyncIterable<AnyRow[]>
): AsyncGenerator<string> {
  yield '['
  let isFirst = true
  for await (const rows of batches) {
    const texts = rows.map((row) => {
      const values = columns.map((column) => [column.name, exportedValue(column, row)])
      return JSON.stringify({ id: row.$primaryKeyValue, ...Object.fromEntries(values) })
    })
    yield `${isFirst ? '\n' : ',\n'}${texts.join(',\n')}`
    isFirst = false
  }
  yield '\n]\n'
}
