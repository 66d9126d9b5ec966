import type { HttpContext } from '@adonisjs/core/http'
import { foundNothing } from '../kept_answers.js'
import { parsePythonInteger, pythonJson } from '../python_text.js'
import { QueryParameters } from '../query_parameters.js'
import { readColumns } from '../read_columns.js'
import { rowsWithIds, type SqlCondition } from '../selection.js'
import { visibleRows } from '../visible_rows.js'
import type { WireResource } from '../wire_resource.js'
import { rowObjects } from '../row_objects.js'
import { sendJson, sendNotFound, sendNotUnderstood, V1Unauthorized } from './v1_answers.js'
import { v1Caller } from './v1_caller.js'
import { v1Filters } from './v1_filters.js'
import { refuseOrdering } from './v1_ordering.js'
import { v1Meta, v1Page } from './v1_page.js'
import { v1Schema } from './v1_schema.js'
import { V1_STYLE } from './v1_style.js'

/** `GET /api/v1/<path>/`: a page of rows in an envelope. */
export async function sendList(ctx: HttpContext, resource: WireResource): Promise<void> {
  const { account } = await v1Caller(ctx)
  const parameters = QueryParameters.of(ctx.request)
  const conditions = [...visibleRows(resource, account), ...v1Filters(resource, parameters)]
  refuseOrdering(resource, parameters)
  const page = v1Page(parameters)
  const columns = await readColumns(resource, { conditions, page, counted: true })
  const meta = v1Meta(page, columns.total, (other) => `/api/v1/${resource.path}/?${parameters.with({ ...other })}`)
  if (columns.ids.length === 0) foundNothing()
  sendJson(ctx, pythonJson({ meta, objects: rowObjects(resource, columns, V1_STYLE) }))
}

/** `GET /api/v1/<path>/<id>/`: one row; a draft is 401 to everybody but staff. */
export async function sendDetail(ctx: HttpContext, resource: WireResource): Promise<void> {
  const { account } = await v1Caller(ctx)
  const id = parsePythonInteger(ctx.params.id)
  if (id === null) return sendNotUnderstood(ctx)
  const wanted = rowsWithIds(resource, [id])
  const columns = await readColumns(resource, { conditions: [wanted], questions: [isVisible(resource, wanted)] })
  const [object] = rowObjects(resource, columns, V1_STYLE)
  if (object === undefined) return sendNotFound(ctx)
  if (!columns.answers[0] && !account?.isStaff) throw new V1Unauthorized()
  sendJson(ctx, pythonJson(object))
}

/** `GET /api/v1/<path>/set/<id>;<id>/`: rows in the order in which they are asked for, and the ids without one. */
export async function sendSet(ctx: HttpContext, resource: WireResource): Promise<void> {
  const { account } = await v1Caller(ctx)
  const asked: string[] = ctx.params.ids.split(';')
  const ids = asked.map(parsePythonInteger)
  const wanted = rowsWithIds(
    resource,
    ids.filter((id) => id !== null)
  )
  const columns = await readColumns(resource, { conditions: [...visibleRows(resource, account), wanted] })
  const objects = rowObjects(resource, columns, V1_STYLE)
  const found = ids.map((id) => (id === null ? undefined : objects[columns.ids.indexOf(id)]))
  const missing = asked.filter((_text, index) => found[index] === undefined)
  const notFound = missing.length > 0 ? { not_found: missing } : {}
  sendJson(ctx, pythonJson({ ...notFound, objects: found.filter((object) => object !== undefined) }))
}

/** `GET /api/v1/<path>/schema/`: what the fields are. */
export async function sendSchema(ctx: HttpContext, resource: WireResource): Promise<void> {
  await v1Caller(ctx)
  sendJson(ctx, pythonJson(v1Schema(resource)))
}

function isVisible({ from, visible = 'true' }: WireResource, wanted: SqlCondition): SqlCondition {
  return { sql: `exists (select 1 from ${from} where ${wanted.sql} and (${visible}))`, bindings: wanted.bindings }
}
