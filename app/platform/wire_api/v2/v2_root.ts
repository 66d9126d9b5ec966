import type { HttpContext } from '@adonisjs/core/http'
import type { WireResource } from '../wire_resource.js'
import { compactJson, sendJson } from './v2_answers.js'
import { v2Caller } from './v2_caller.js'
import { agreeOnJson, v2Addresses } from './v2_format.js'
import { v2Options } from './v2_options.js'

/**
 * `GET /api/v2/`: addresses of the lists, by name.
 *
 * @param ctx - the request; `/api/v2/.json` names the format
 * @param resources - those of plugins that are on
 */
export async function sendV2Root(ctx: HttpContext, resources: readonly WireResource[]): Promise<void> {
  const suffix = ctx.request.url().endsWith('.json') ? 'json' : null
  ctx.response.header('Allow', 'GET, HEAD, OPTIONS')
  agreeOnJson(ctx, suffix)
  await v2Caller(ctx)

  if (ctx.request.method() === 'OPTIONS') {
    return sendJson(ctx, v2Options({ name: 'Api Root', description: 'The collections of this API.' }))
  }
  const { before, after } = v2Addresses(ctx, suffix)
  const addresses = resources.map(({ path }) => [path, `${before}${path}${after}`])
  sendJson(ctx, compactJson(Object.fromEntries(addresses)))
}
