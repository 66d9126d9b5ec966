import { Readable } from 'node:stream'
import type { User } from '@pydotorg/platform/identity'
import type { AdminResource, AnyRow } from '@pydotorg/platform/admin'
import { rawValuesOf } from '#services/form/raw_values'
import { csvCell } from '#services/list/csv_cell'
import { exportedColumns, type ExportedColumn } from '#services/list/exported_columns'
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
  const rows = exported(columns, rowsInBatches(resource, user, scope))
  return Readable.from(format === 'csv' ? csvOf(columns, rows) : jsonOf(rows))
}

/** A row as a file has it. */
interface ExportedRow {
  id: number
  values: { name: string; value: ReturnType<ExportedColumn['value']> }[]
}

async function* rowsInBatches(resource: AdminResource, user: User, scope: ListScope): AsyncGenerator<AnyRow[]> {
  const { model, list } = resource
  let last = 0
  for (;;) {
    const query = narrowed(resource, user, scope).where(model.primaryKey, '>', last).orderBy(model.primaryKey)
    // What is imported again has every field, also those that a list does without.
    list.load?.(query.select(resource.import ? [`${model.table}.*`] : listColumns(resource)))
    const rows = (await query.limit(BATCH)) as unknown as AnyRow[]
    if (rows.length > 0) yield rows
    if (rows.length < BATCH) return
    last = Number(rows.at(-1)!.$primaryKeyValue)
  }
}

async function* exported(
  columns: readonly ExportedColumn[],
  batches: AsyncIterable<AnyRow[]>
): AsyncGenerator<ExportedRow[]> {
  const fields = columns.flatMap(({ field }) => field ?? [])
  for await (const rows of batches) {
    const written: ExportedRow[] = []
    for (const row of rows) {
      const raw = await rawValuesOf(fields, row)
      const values = columns.map(({ name, value }) => ({ name, value: value(row, raw) }))
      written.push({ id: Number(row.$primaryKeyValue), values })
    }
    yield written
  }
}

async function* csvOf(
  columns: readonly ExportedColumn[],
  batches: AsyncIterable<ExportedRow[]>
): AsyncGenerator<string> {
  // With the mark by which spreadsheets know UTF-8.
  yield `\uFEFFid,${columns.map(({ heading }) => csvCell(heading)).join(',')}\r\n`
  for await (const rows of batches) {
    yield rows
      .map(({ id, values }) => [id, ...values.map(({ value }) => (Array.isArray(value) ? value.join('\n') : value))])
      .map((cells) => `${cells.map(csvCell).join(',')}\r\n`)
      .join('')
  }
}

async function* jsonOf(batches: AsyncIterable<ExportedRow[]>): AsyncGenerator<string> {
  yield '['
  let isFirst = true
  for await (const rows of batches) {
    const texts = rows.map(({ id, values }) =>
      JSON.stringify({ id, ...Object.fromEntries(values.map(({ name, value }) => [name, value])) })
    )
    yield `${isFirst ? '\n' : ',\n'}${texts.join(',\n')}`
    isFirst = false
  }
  yield '\n]\n'
}
