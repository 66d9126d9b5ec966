import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn, RouteJSON } from '@adonisjs/core/types/http'
import { isReading, type RateTier } from './rate_tier.js'

/** What a route is limited by. */
export interface RouteLimit {
  tier: RateTier
  /** Requests with the same bucket and from the same caller are counted together. */
  bucket: string
}

type Choice = { tier: RateTier | 'unlimited'; bucket?: string }
type Mark = (ctx: HttpContext, next: NextFn) => Promise<unknown>

/** python.org's API has a quota for the day instead, counted when its callers have shown their keys. */
const LEGACY_API = /^\/api\/v[12](\/|$)/

const choices = new WeakMap<object, Choice>()

/**
 * Route middleware that says by which tier a route is limited. It only marks the route: the application counts before
 * it reads the body, and before it looks at tokens of forms. A route without a mark is `low` when it reads and `medium`
 * when it writes, counted together with all others like it.
 *
 * @param tier - `unlimited` for what monitors ask
 * @param bucket - routes that name the same one are counted together; a route is counted alone without it
 * @returns the middleware
 * @example
 * router.post('/accounts/login/', [SessionsController, 'store']).use(rateLimit('critical'))
 */
export function rateLimit(tier: RateTier | 'unlimited', bucket?: string): Mark {
  const mark: Mark = (_ctx, next) => next()
  choices.set(mark, { tier, bucket })
  return mark
}

/**
 * @param route - a registered route
 * @param method - of the request
 * @returns what it is limited by; null when it is not
 */
export function limitOf(route: RouteJSON, method: string): RouteLimit | null {
  const choice = choiceOf(route)
  if (choice?.tier === 'unlimited') return null
  if (!choice && LEGACY_API.test(route.pattern)) return null
  if (choice) return { tier: choice.tier, bucket: choice.bucket ?? route.name ?? route.pattern }
  return isReading(method) ? { tier: 'low', bucket: 'reads' } : { tier: 'medium', bucket: 'writes' }
}

/** By the middleware of a route, which is one object for its whole life. */
const known = new WeakMap<object, Choice | null>()

/** The mark nearest to the route wins over that of a group. */
function choiceOf({ middleware }: RouteJSON): Choice | null {
  const cached = known.get(middleware)
  if (cached !== undefined) return cached
  let found: Choice | null = null
  for (const each of middleware.all()) found = choices.get(each) ?? found
  known.set(middleware, found)
  return found
}
