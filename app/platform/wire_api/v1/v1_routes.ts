import type { HttpContext } from '@adonisjs/core/http'
import type { HttpRouterService } from '@adonisjs/core/types'
import type { WireResource } from '../wire_resource.js'
import { sendMethods } from './v1_answers.js'
import { v1Caller } from './v1_caller.js'
import { sendDetail, sendList, sendSchema, sendSet } from './v1_reads.js'

const NOT_GET = ['HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']

/** An address of version 1. */
interface Endpoint {
  /** Below `/api/v1/`. */
  path: string
  /** Last part of the route's name. */
  action: string
  methods: readonly string[]
  read: (ctx: HttpContext, resource: WireResource) => Promise<void>
}

/**
 * Registers a resource in version 1, as tastypie serves it. A key of staff is asked for before anything is written;
 * the writes themselves are not there yet.
 *
 * @param router - within the group of a plugin
 * @param resource - to be served at `/api/v1/<path>/`
 */
export function v1Routes(router: HttpRouterService, resource: WireResource): void {
  const { path, v1 } = resource
  const endpoints: Endpoint[] = [
    { path: `${path}/`, action: 'index', methods: v1.listMethods, read: sendList },
    { path: `${path}/schema/`, action: 'schema', methods: ['GET'], read: sendSchema },
    { path: `${path}/set/:ids/`, action: 'set', methods: ['GET'], read: sendSet },
    { path: `${path}/:id/`, action: 'show', methods: v1.detailMethods, read: sendDetail },
  ]
  for (const endpoint of endpoints) register(router, resource, endpoint)
}

function register(router: HttpRouterService, resource: WireResource, endpoint: Endpoint): void {
  const address = `/api/v1/${endpoint.path}`
  const name = `${resource.path.replace('/', '.v1_')}.${endpoint.action}`
  router.route(address, ['GET'], (ctx) => endpoint.read(ctx, resource)).as(name)
  router
    .route(address, NOT_GET, async (ctx) => {
      const method = ctx.request.method()
      if (method !== 'OPTIONS' && endpoint.methods.includes(method)) {
        const caller = await v1Caller(ctx)
        caller.authorize()
      }
      sendMethods(ctx, endpoint.methods)
    })
    .as(`${name}.other`)
}
