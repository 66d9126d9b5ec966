import { BriskRoute, RouteGroup, RouteResource, type Route, type Router } from '@adonisjs/core/http'
import type { RouteJSON } from '@adonisjs/core/types/http'
import type { Features } from '../features/features.js'
import { addressFormOf, type AddressForm } from './address_form.js'
import { canonicalAddress } from './canonical_address.js'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

interface Entry {
  form: AddressForm
  /** Key of the feature that gates the route; null for the host's own. */
  feature: string | null
}

/** A route that has an address to itself, whether or not its feature is on. */
export interface KnownRoute {
  /** e.g. `downloads.releases.show` */
  name: string
  /** e.g. `/downloads/release/:slug` */
  pattern: string
  /** True when it answers for many addresses, of which it may find some and others not. */
  hasParameters: boolean
  /** The one address of the page at the path that was asked for. */
  address: string
  /** True when a page is found there now. */
  answers: boolean
}

type RouteLike = Route | RouteGroup | RouteResource | BriskRoute

function leaves(routes: RouteLike): Route[] {
  if (routes instanceof RouteGroup) return routes.routes.flatMap(leaves)
  if (routes instanceof RouteResource) return routes.routes
  if (routes instanceof BriskRoute) return routes.route ? [routes.route] : []
  return [routes]
}

/**
 * What the site knows of its routes beside AdonisJS: how each address ends and which feature gates it.
 *
 * @example
 * const directory = await app.container.make(RouteDirectory)
 * directory.enter(router.group(() => { … }), 'events')
 */
export class RouteDirectory {
  readonly #router: Router
  readonly #features: Features
  /** By the middleware that the directory put on the route. */
  readonly #entries = new WeakMap<object, Entry>()

  /**
   * @param router - the site's router
   * @param features - decides which routes answer
   */
  constructor(router: Router, features: Features) {
    this.#router = router
    this.#features = features
  }

  /**
   * Takes routes in, and makes each of them answer under its one address.
   *
   * @param routes - a group that is complete, with the gate already on it
   * @param feature - key of the feature that gates them; null for the host's own
   */
  enter(routes: RouteGroup, feature: string | null): void {
    for (const route of leaves(routes)) {
      const form = addressFormOf(route)
      const answer = canonicalAddress(form)
      this.#entries.set(answer, { form, feature })
      route.use(answer)
    }
  }

  /**
   * @param path - path of a request
   * @returns methods under which the path is answered now
   */
  methodsOf(path: string): string[] {
    return METHODS.filter((method) => this.#answers(this.#router.match(path, method, true)?.route, path))
  }

  /**
   * @param path - a path of this site
   * @returns true when a page stands there now
   */
  hasPage(path: string): boolean {
    return this.methodsOf(path).includes('GET')
  }

  /**
   * @param path - a path of this site
   * @returns the route that is asked for it before anything else, also while its feature is off; null without one
   */
  routeAt(path: string): KnownRoute | null {
    // A command starts no server, and so nobody has built the tree yet.
    if (!this.#router.commited) this.#router.commit()
    const route = this.#router.match(path, 'GET', true)?.route
    if (!route) return null
    const hasParameters = route.tokens.some((token) => token.type !== 0)
    const address = this.#entryOf(route)?.form === 'slash' ? withSlash(path) : path
    const answers = this.#answers(route, path)
    return { name: route.name ?? 'the site', pattern: route.pattern, hasParameters, address, answers }
  }

  /**
   * @param route - the route of a request, `ctx.route`
   * @returns key of the feature that gates it; null for the host's own routes
   */
  featureOf(route: RouteJSON): string | null {
    return this.#entryOf(route)?.feature ?? null
  }

  /** Paths of pages that need no parameter, in their canonical form, now. */
  pagePaths(): string[] {
    const routes = this.#router.toJSON().root ?? []
    return routes.filter((route) => this.#isPlainPage(route)).map((route) => withSlash(route.pattern))
  }

  #isPlainPage(route: RouteJSON): boolean {
    if (!route.methods.includes('GET') || route.pattern.startsWith('/api/')) return false
    if (route.tokens.some((token) => token.type !== 0)) return false
    const entry = this.#entryOf(route)
    return entry?.form === 'slash' && this.#isOn(entry)
  }

  #answers(route: RouteJSON | undefined, path: string): boolean {
    if (!route) return false
    const entry = this.#entryOf(route)
    if (!entry) return true
    return this.#isOn(entry) && !(entry.form === 'slashless' && path.endsWith('/'))
  }

  #entryOf(route: RouteJSON): Entry | undefined {
    for (const middleware of route.middleware.all()) {
      const entry = this.#entries.get(middleware)
      if (entry) return entry
    }
    return undefined
  }

  #isOn(entry: Entry): boolean {
    return entry.feature === null || this.#features.isOn(entry.feature)
  }
}

function withSlash(pattern: string): string {
  return pattern.endsWith('/') ? pattern : `${pattern}/`
}
