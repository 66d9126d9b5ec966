import { RouterFactory } from '@adonisjs/core/factories/http'
import type { RouteJSON } from '@adonisjs/core/types/http'
import type { RouteRegistrar } from '@pydotorg/platform'
import type { Plugin } from '@pydotorg/platform/plugins'

/**
 * @param register - what a plugin's routes.ts exports
 * @returns the routes that it registers, and no others
 */
export function routesBy(register: RouteRegistrar): RouteJSON[] {
  const router = new RouterFactory().create()
  register(router)
  router.commit()
  return Object.values(router.toJSON()).flat()
}

/** @returns the routes of one plugin; none when it has no routes.ts */
export async function routesOf({ manifest }: Plugin): Promise<RouteJSON[]> {
  if (!manifest.routes) return []
  const { default: register } = await manifest.routes()
  return routesBy(register)
}
