import type { HttpContext } from '@adonisjs/core/http'
import type { HttpRouterService } from '@adonisjs/core/types'
import '../../http/address_form.js'
import { keptInV2 } from '../kept_answers.js'
import type { WireResource } from '../wire_resource.js'
import { ownBody } from '../write/own_body.js'
import { sendJson, V2Exception } from './v2_answers.js'
import { v2Caller, type V2Caller } from './v2_caller.js'
import { agreeOnJson } from './v2_format.js'
import { v2Name, v2Options } from './v2_options.js'
import { sendDetail, sendList, type V2Reading } from './v2_reads.js'
import { changeRow, createRow, removeRow, removeRowsOf, replaceRow, type V2Writing } from './v2_writes.js'

const READING = ['GET', 'HEAD', 'OPTIONS']
const WRITING = ['POST', 'PUT', 'PATCH', 'DELETE']

/** An address of version 2. */
interface Endpoint {
  /** As the router reads it. */
  pattern: string
  /** Last part of the route's name. */
  action: string
  /** Format that the address names. */
  suffix: 'json' | null
  /** In the order of the Allow header. */
  methods: readonly string[]
  /** Its name in OPTIONS. */
  title: string
  read?: (reading: V2Reading) => Promise<void>
  /** What the methods that change something do. */
  writes: Readonly<Record<string, (writing: V2Writing) => Promise<void>>>
}

const LIST_WRITES = { POST: createRow }
const ROW_WRITES = { PUT: replaceRow, PATCH: changeRow, DELETE: removeRow }

/**
 * Registers a resource in version 2, as Django REST framework serves it. A token of staff is asked for before anything
 * is written, and before the body is read.
 *
 * @param router - within the group of a plugin
 * @param resource - to be served at `/api/v2/<path>/`
 */
export function v2Routes(router: HttpRouterService, resource: WireResource): void {
  const address = `/api/v2/${resource.path}`
  const { listMethods, detailMethods } = resource.v2
  const list = { methods: listMethods, title: `${v2Name(resource.path)} List`, read: sendList, writes: LIST_WRITES }
  const row = {
    methods: detailMethods,
    title: `${v2Name(resource.path)} Instance`,
    read: sendDetail,
    writes: ROW_WRITES,
  }
  const endpoints: Endpoint[] = [
    ...removalBy(resource),
    { ...list, pattern: `${address}/`, action: 'index', suffix: null },
    { ...list, pattern: `${address}.json`, action: 'index_json', suffix: 'json' },
    { ...row, pattern: `${address}/:id.json`, action: 'show_json', suffix: 'json' },
    { ...row, pattern: `${address}/:id/`, action: 'show', suffix: null },
  ]
  for (const endpoint of endpoints) register(router, resource, endpoint)
}

function register(router: HttpRouterService, resource: WireResource, endpoint: Endpoint): void {
  const name = `${resource.path.replace('/', '.v2_')}.${endpoint.action}`
  const reading = router
    .route(endpoint.pattern, READING, async (ctx) => {
      const { account } = await callerOf(ctx, endpoint)
      if (ctx.request.method() === 'OPTIONS') {
        return sendJson(ctx, v2Options({ name: endpoint.title, description: resource.summary }))
      }
      if (!endpoint.read) throw notAllowed(ctx)
      return endpoint.read({ ctx, resource, account, suffix: endpoint.suffix })
    })
    .as(name)
    .use(keptInV2(resource))
  const writing = router
    .route(endpoint.pattern, WRITING, async (ctx) => {
      const caller = await callerOf(ctx, endpoint)
      const account = caller.authorize()
      const method = ctx.request.method()
      const write = endpoint.methods.includes(method) ? endpoint.writes[method] : undefined
      if (!write) throw notAllowed(ctx)
      return write({ ctx, resource, account, suffix: endpoint.suffix })
    })
    .as(`${name}.write`)
    .use(ownBody)
  if (endpoint.suffix) for (const route of [reading, writing]) route.slashOptional()
}

function notAllowed(ctx: HttpContext): V2Exception {
  return new V2Exception(405, `Method "${ctx.request.method()}" not allowed.`)
}

/** `delete_by_release/`, for a resource whose rows can be removed by their release. It only removes. */
function removalBy({ path, write }: WireResource): Endpoint[] {
  if (!write?.removableBy) return []
  const action = `delete_by_${write.removableBy}`
  return [
    {
      pattern: `/api/v2/${path}/${action}/`,
      action,
      suffix: null,
      methods: ['DELETE', 'OPTIONS'],
      title: `Delete by ${write.removableBy.replaceAll('_', ' ')}`,
      writes: { DELETE: removeRowsOf },
    },
  ]
}

/** Says what the address takes and agrees on the format, which comes before any look at the caller. */
async function callerOf(ctx: HttpContext, { methods, suffix }: Endpoint): Promise<V2Caller> {
  ctx.response.header('Allow', methods.join(', '))
  agreeOnJson(ctx, suffix)
  return v2Caller(ctx)
}
