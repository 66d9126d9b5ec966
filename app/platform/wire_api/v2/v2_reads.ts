import type { HttpContext } from '@adonisjs/core/http'
import { foundNothing } from '../kept_answers.js'
import { parsePythonInteger } from '../python_text.js'
import { QueryParameters } from '../query_parameters.js'
import { readColumns } from '../read_columns.js'
import { rowsWithIds, type SqlCondition } from '../selection.js'
import { visibleRows } from '../visible_rows.js'
import type { WireAccount } from '../wire_credentials.js'
import type { WireResource } from '../wire_resource.js'
import { rowObjects, type RowObject, type WireStyle } from '../row_objects.js'
import { isStored, storedList } from './stored_rows.js'
import { compactJson, compactRows, jsonArray, sendJson, V2Exception } from './v2_answers.js'
import { NO_SUCH_CHOICE, refusal, v2Filters, type V2Filters } from './v2_filters.js'
import { v2Addresses } from './v2_format.js'

/** A request that may read. */
export interface V2Reading {
  ctx: HttpContext
  resource: WireResource
  account: WireAccount | null
  /** Format that the address names. */
  suffix: 'json' | null
}

const EMPTY_LIST = '[]'

/** `GET /api/v2/<path>/`: every row, as a bare array. */
export async function sendList(reading: V2Reading): Promise<void> {
  const list = await readList(reading)
  if (list.length === EMPTY_LIST.length) foundNothing()
  sendJson(reading.ctx, list)
}

/** `GET /api/v2/<path>/<id>/`: one row, if it meets the filters, which count here too. */
export async function sendDetail(reading: V2Reading): Promise<void> {
  const { object } = await findRow(reading)
  sendJson(reading.ctx, compactJson(object))
}

/**
 * @param reading - of an address with an id
 * @returns the row that it names
 * @throws V2Exception 404 when there is none, 400 for a wrong filter
 */
export async function findRow(reading: V2Reading): Promise<{ id: number; object: RowObject }> {
  const id = parsePythonInteger(reading.ctx.params.id)
  if (id === null) throw new V2Exception(404, 'Not found.')
  const [object] = await readObjects(reading, filtersOf(reading), [rowsWithIds(reading.resource, [id])])
  if (object === undefined) throw new V2Exception(404, `No ${reading.resource.model} matches the given query.`)
  return { id, object }
}

/** Joins stored texts where it can: they know addresses without a format, and whether a related row exists is asked. */
async function readList(reading: V2Reading): Promise<Buffer> {
  const { ctx, resource, account, suffix } = reading
  const filters = filtersOf(reading)
  const { before, after } = v2Addresses(ctx, suffix)
  if (!isStored(resource) || after !== '/' || filters.related.length > 0) {
    return jsonArray(compactRows(await readObjects(reading, filters, [])))
  }
  refuseWrong(resource, filters, [])
  return storedList(resource, [...visibleRows(resource, account), ...filters.conditions], before)
}

async function readObjects(
  { ctx, resource, account, suffix }: V2Reading,
  filters: V2Filters,
  wanted: readonly SqlCondition[]
): Promise<RowObject[]> {
  const conditions = [...wanted, ...visibleRows(resource, account), ...filters.conditions]
  if (filters.related.length === 0) refuseWrong(resource, filters, [])
  const questions = filters.related.map(({ question }) => question)
  const columns = await readColumns(resource, { conditions, questions })
  refuseWrong(resource, filters, columns.answers)
  return rowObjects(resource, columns, styleOf(ctx, suffix))
}

function filtersOf({ ctx, resource }: V2Reading): V2Filters {
  return v2Filters(resource, QueryParameters.of(ctx.request))
}

/** Wrong values first, in the order of the filters; then parameters that the resource does not know. */
function refuseWrong({ v2 }: WireResource, filters: V2Filters, exists: readonly boolean[]): void {
  const missing = filters.related.filter((_related, index) => !exists[index])
  const errors = { ...filters.errors, ...Object.fromEntries(missing.map(({ name }) => [name, [NO_SUCH_CHOICE]])) }
  const wrong = v2.filters.filter((name) => name in errors)
  if (wrong.length > 0) throw new V2Exception(400, Object.fromEntries(wrong.map((name) => [name, errors[name]!])))
  if (filters.refused.length > 0) throw new V2Exception(400, { error: filters.refused.map(refusal) })
}

/** As Django REST framework shows values: dates with a Z, whole addresses. */
export function styleOf(ctx: HttpContext, suffix: 'json' | null): WireStyle {
  return { moment: (naive) => `${naive}Z`, address: v2Addresses(ctx, suffix) }
}
