import type { Router } from '@adonisjs/core/http'
import { PluginLoadError } from '../plugins/plugin_errors.js'
import type { RouteRegistrar } from '../plugins/plugin_manifest.js'

/**
 * Registers the routes of each plugin on a router that answers nobody. What the framework finds wrong with routes it
 * says when it commits all of them, and then the whole site does not start; here it costs one plugin.
 *
 * @example
 * const rehearsal = new RouteRehearsal(() => new Router(app, encryption, qs))
 * rehearsal.rehearse('events', registerRoutes)
 */
export class RouteRehearsal {
  readonly #makeRouter: () => Router
  readonly #taken = new Map<string, string>()

  /** @param makeRouter - makes an empty router */
  constructor(makeRouter: () => Router) {
    this.#makeRouter = makeRouter
  }

  /**
   * @param plugin - name of the plugin
   * @param register - registers its routes
   * @throws PluginLoadError for an address or a route name that another plugin has; whatever registering throws
   */
  rehearse(plugin: string, register: RouteRegistrar): void {
    const router = this.#makeRouter()
    register(router)
    router.commit()
    const claims = claimsOf(router)
    for (const claim of claims) {
      const owner = this.#taken.get(claim)
      if (!owner) continue
      throw new PluginLoadError(
        `Plugin "${plugin}" registers ${claim}, which plugin "${owner}" has already. Change it in the routes of one of them.`
      )
    }
    for (const claim of claims) this.#taken.set(claim, plugin)
  }
}

/** What there may be only one of: names, and patterns of one method. */
function claimsOf(router: Router): Set<string> {
  const routes = Object.values(router.toJSON()).flat()
  return new Set(
    routes.flatMap(({ name, methods, domain, pattern }) => {
      const host = domain === 'root' ? '' : domain
      const addresses = methods.map((method) => `the address ${method} ${host}${pattern}`)
      return name ? [`the route name "${name}"`, ...addresses] : addresses
    })
  )
}
