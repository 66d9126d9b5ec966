import type { HttpContext } from '@adonisjs/core/http'
import { pythonJson } from '../python_text.js'
import { QueryParameters } from '../query_parameters.js'
import type { WireResource } from '../wire_resource.js'
import { sendBody } from './v1_answers.js'
import { v1Schema } from './v1_schema.js'

/**
 * `GET /api/v1/`: what there is, and with `?fullschema=true` of what kind. It asks for no credential and refuses none.
 *
 * @param ctx - the request
 * @param resources - those of plugins that are on
 */
export function sendV1Root(ctx: HttpContext, resources: readonly WireResource[]): void {
  const full = !['', 'false'].includes(QueryParameters.of(ctx.request).get('fullschema') ?? '')
  const map = resources.map((resource) => {
    const address = `/api/v1/${resource.path}/`
    return [resource.path, { list_endpoint: address, schema: full ? v1Schema(resource) : `${address}schema/` }]
  })
  sendBody(ctx, pythonJson(Object.fromEntries(map)))
}
