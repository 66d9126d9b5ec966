import type { HttpContext } from '@adonisjs/core/http'
import type { HttpRouterService } from '@adonisjs/core/types'
import { keptInV1 } from '../kept_answers.js'
import type { WireResource } from '../wire_resource.js'
import { ownBody } from '../write/own_body.js'
import { sendMethods } from './v1_answers.js'
import { v1Caller } from './v1_caller.js'
import { sendDetail, sendList, sendSchema, sendSet } from './v1_reads.js'
import { createRow, removeList, removeRow, type V1Writing } from './v1_writes.js'

const NOT_GET = ['HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']

/** An address of version 1. */
interface Endpoint {
  /** Below `/api/v1/`. */
  path: string
  /** Last part of the route's name. */
  action: string
  methods: readonly string[]
  read: (ctx: HttpContext, resource: WireResource) => Promise<void>
  /** What the methods that change something do. */
  writes?: Readonly<Record<string, (writing: V1Writing) => Promise<void>>>
}

/**
 * Registers a resource in version 1, as tastypie serves it. A key of staff is asked for before anything is written, and
 * before the body is read.
 *
 * @param router - within the group of a plugin
 * @param resource - to be served at `/api/v1/<path>/`
 */
export function v1Routes(router: HttpRouterService, resource: WireResource): void {
  const { path, v1 } = resource
  const endpoints: Endpoint[] = [
    { path: `${path}/`, action: 'index', methods: v1.listMethods, read: sendList, writes: LIST_WRITES },
    { path: `${path}/schema/`, action: 'schema', methods: ['GET'], read: sendSchema },
    { path: `${path}/set/:ids/`, action: 'set', methods: ['GET'], read: sendSet },
    { path: `${path}/:id/`, action: 'show', methods: v1.detailMethods, read: sendDetail, writes: ROW_WRITES },
  ]
  for (const endpoint of endpoints) register(router, resource, endpoint)
}

const LIST_WRITES = { POST: createRow, DELETE: removeList }
const ROW_WRITES = { DELETE: removeRow }

function register(router: HttpRouterService, resource: WireResource, endpoint: Endpoint): void {
  const address = `/api/v1/${endpoint.path}`
  const name = `${resource.path.replace('/', '.v1_')}.${endpoint.action}`
  router
    .route(address, ['GET'], (ctx) => endpoint.read(ctx, resource))
    .as(name)
    .use(keptInV1(resource))
  router
    .route(address, NOT_GET, async (ctx) => {
      const method = ctx.request.method()
      const write = endpoint.methods.includes(method) ? endpoint.writes?.[method] : undefined
      if (!write) return sendMethods(ctx, endpoint.methods)
      const caller = await v1Caller(ctx)
      return write({ ctx, resource, account: caller.authorize() })
    })
    .as(`${name}.other`)
    .use(ownBody)
}
