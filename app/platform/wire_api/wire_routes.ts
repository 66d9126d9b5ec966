import type { HttpRouterService } from '@adonisjs/core/types'
import { v1Routes } from './v1/v1_routes.js'
import { v2Routes } from './v2/v2_routes.js'
import type { WireResource } from './wire_resource.js'

/**
 * Serves a resource in both versions of python.org's API. The plugin contributes the same resource as `wireResources`,
 * so that `/api/v1/` and `/api/v2/` list it.
 *
 * @param router - as the plugin's routes.ts gets it
 * @param resource - named `<plugin>/<model>`, for the names of its routes start with the first part
 * @example
 * wireRoutes(router, authors)
 */
export function wireRoutes(router: HttpRouterService, resource: WireResource): void {
  v1Routes(router, resource)
  v2Routes(router, resource)
}
