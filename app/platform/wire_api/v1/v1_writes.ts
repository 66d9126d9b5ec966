import type { HttpContext } from '@adonisjs/core/http'
import { parsePythonInteger } from '../python_text.js'
import { QueryParameters } from '../query_parameters.js'
import { rowsWithIds } from '../selection.js'
import type { WireAccount } from '../wire_credentials.js'
import type { WireResource } from '../wire_resource.js'
import { removeRows } from '../write/remove_rows.js'
import type { WireWriting } from '../write/record_write.js'
import { saveRow } from '../write/save_row.js'
import { sendCreated, sendGone, sendNotFound, V1BadRequest } from './v1_answers.js'
import { v1Body } from './v1_body.js'
import { v1Filters } from './v1_filters.js'
import { v1Refusal } from './v1_refusal.js'
import { v1Values } from './v1_values.js'

/** Who may write, as an endpoint hands it over. */
export interface V1Writing {
  ctx: HttpContext
  resource: WireResource
  account: WireAccount
}

/** `POST /api/v1/<path>/`: a new row; its address stands in `Location`, and nothing in the body. */
export async function createRow(request: V1Writing): Promise<void> {
  const writing = withRules(request)
  const body = await v1Body(request.ctx)
  const read = v1Values(request.resource, writing.writes, body)
  try {
    const id = await saveRow(writing, { id: null, read }, async (saved) => saved)
    sendCreated(request.ctx, `/api/v1/${request.resource.path}/${id}/`)
  } catch (error) {
    throw v1Refusal(error, writing, body)
  }
}

/** `DELETE /api/v1/<path>/<id>/`. */
export async function removeRow(request: V1Writing): Promise<void> {
  const id = parsePythonInteger(request.ctx.params.id)
  const removed = id === null ? 0 : await removeRows(withRules(request), rowsWithIds(request.resource, [id]))
  if (removed === 0) return sendNotFound(request.ctx)
  sendGone(request.ctx)
}

/** `DELETE /api/v1/<path>/?<field>=<id>`: all rows of one other row. Nothing else, so that no slip empties the table. */
export async function removeList(request: V1Writing): Promise<void> {
  const { ctx, resource } = request
  const writing = withRules(request)
  const field = writing.writes.removableBy!
  const parameters = QueryParameters.of(ctx.request)
  if (parameters.names().join() !== field || parameters.all(field).length !== 1) {
    throw new V1BadRequest(`Deleting ${writing.writes.noun.toLowerCase()}s requires exactly one '${field}' filter.`)
  }
  const [condition] = v1Filters(resource, parameters)
  await removeRows(writing, condition!)
  sendGone(ctx)
}

function withRules({ ctx, resource, account }: V1Writing): WireWriting {
  if (!resource.write) throw new Error(`${resource.path} takes writes and does not say which.`)
  return { ctx, resource, account, writes: resource.write }
}
