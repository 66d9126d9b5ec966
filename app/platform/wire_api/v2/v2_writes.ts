import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { parsePythonInteger } from '../python_text.js'
import { QueryParameters } from '../query_parameters.js'
import { readColumns } from '../read_columns.js'
import { fitsInteger, rowsWithIds } from '../selection.js'
import { rowObjects, type RowObject } from '../row_objects.js'
import type { WireAccount } from '../wire_credentials.js'
import { removeRows } from '../write/remove_rows.js'
import type { WireWriting } from '../write/record_write.js'
import { columnOf } from '../write/row_questions.js'
import { saveRow } from '../write/save_row.js'
import { compactJson, sendJson, sendNothing } from './v2_answers.js'
import { v2Body } from './v2_body.js'
import { findRow, styleOf, type V2Reading } from './v2_reads.js'
import { v2Refusal } from './v2_refusal.js'
import { v2Values, type V2Extent } from './v2_values.js'

/** A request that may write. */
export interface V2Writing extends V2Reading {
  account: WireAccount
}

/** `POST /api/v2/<path>/`: a new row, which the answer shows. */
export async function createRow(request: V2Writing): Promise<void> {
  const row = await save(request, null, 'whole')
  const addressField = Object.entries(request.resource.fields).find(([, { kind }]) => kind === 'own_address')
  if (addressField) request.ctx.response.header('Location', String(row[addressField[0]]))
  request.ctx.response.status(201)
  sendJson(request.ctx, compactJson(row))
}

/** `PUT /api/v2/<path>/<id>/`: every field that must be there has to be sent again; the others stay as they are. */
export async function replaceRow(request: V2Writing): Promise<void> {
  await change(request, 'whole')
}

/** `PATCH /api/v2/<path>/<id>/`: what is not sent stays as it is. */
export async function changeRow(request: V2Writing): Promise<void> {
  await change(request, 'part')
}

/** `DELETE /api/v2/<path>/<id>/`. */
export async function removeRow(request: V2Writing): Promise<void> {
  const { id } = await findRow(request)
  await removeRows(withRules(request), rowsWithIds(request.resource, [id]))
  sendNothing(request.ctx, 204)
}

/** `DELETE /api/v2/<path>/delete_by_<field>/?<field>=<id>`: all rows of one other row; other parameters are ignored. */
export async function removeRowsOf(request: V2Writing): Promise<void> {
  const writing = withRules(request)
  const field = writing.writes.removableBy!
  const id = parsePythonInteger(QueryParameters.of(request.ctx.request).get(field) ?? '')
  if (id === null) return sendNothing(request.ctx, 400)
  const column = columnOf(request.resource, field)
  if (fitsInteger(id)) await removeRows(writing, { sql: `${column} = ?`, bindings: [id] })
  sendNothing(request.ctx, 204)
}

async function change(request: V2Writing, extent: V2Extent): Promise<void> {
  const { id } = await findRow(request)
  sendJson(request.ctx, compactJson(await save(request, id, extent)))
}

async function save(request: V2Writing, id: number | null, extent: V2Extent): Promise<RowObject> {
  const writing = withRules(request)
  const { resource, writes } = writing
  const read = v2Values({ ...resource, write: writes }, await v2Body(request.ctx), extent)
  try {
    return await saveRow(writing, { id, read }, (saved, trx) => readRow(request, saved, trx))
  } catch (error) {
    throw v2Refusal(error, writing)
  }
}

/** As it is now, whatever the filters of the address say. */
async function readRow(
  { ctx, resource, suffix }: V2Writing,
  id: number,
  trx: TransactionClientContract
): Promise<RowObject> {
  const columns = await readColumns(resource, { conditions: [rowsWithIds(resource, [id])] }, trx)
  return rowObjects(resource, columns, styleOf(ctx, suffix))[0]!
}

function withRules({ ctx, resource, account }: V2Writing): WireWriting {
  if (!resource.write) throw new Error(`${resource.path} takes writes and does not say which.`)
  return { ctx, resource, account, writes: resource.write }
}
