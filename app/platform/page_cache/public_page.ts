import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn, RouteJSON } from '@adonisjs/core/types/http'
import { currentUser } from '../identity/current_user.js'
import { currentRendering } from './page_rendering.js'

/** What a route says of pages that are the same for everybody. */
export interface PublicPageOptions {
  /**
   * Query parameters that the page depends on, with what their values look like: few values, since each is a page of its
   * own. An address with others, or with other values, is answered as always and not kept.
   */
  query?: Readonly<Record<string, RegExp>>
  /**
   * Seconds that the page is shown without being made anew, 60 without it. Changes of what it shows drop it earlier, so
   * this is for what changes by the clock alone, such as events to come.
   */
  lifetime?: number
  /** For an address that looks at `Accept`: the types of which the header must allow one, or else it is not kept. */
  accepts?: readonly string[]
  /** False for an address that refuses HEAD; a kept page would answer it. */
  head?: false
  /** Names of what it shows beside tables, as `dropTags()` knows them. */
  tags?: readonly string[]
}

/** What may be said of an answer that has no route. */
export type KeepOptions = Pick<PublicPageOptions, 'lifetime' | 'tags'>

/** Seconds. */
const LIFETIME = 60

/** What a page that is kept may know of a request; by everything else visitors differ. */
const OF_EVERYBODY = new Set([
  ...['host', 'connection', 'content-length', 'accept', 'x-request-id'],
  ...['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host'],
])

type Mark = (ctx: HttpContext, next: NextFn) => Promise<void>

const marks = new WeakMap<object, PublicPageOptions>()
/** By the middleware of a route, which is one object for its whole life. */
const known = new WeakMap<object, PublicPageOptions | null>()

/**
 * Route middleware that declares the answer the same for every guest, so that it is kept in memory and sent without
 * asking anybody (docs/page-cache.md). Such a page sees no cookie and no header by which visitors differ; it is not kept
 * after all when it starts a session, sets a cookie, says `private` or `no-store`, or is no 200.
 *
 * @param options - what it depends on
 * @returns the middleware
 * @example
 * router.get('/jobs/', [JobsController, 'index']).use(publicPage({ query: { page: /^[1-9]\d{0,2}$/ } }))
 */
export function publicPage(options: PublicPageOptions = {}): Mark {
  const mark: Mark = async (ctx, next) => {
    keepPage(ctx, options)
    await next()
    refuseOfVisitor(ctx)
  }
  marks.set(mark, options)
  return mark
}

/**
 * What `publicPage()` does for a route, for an answer that has none: of a fallback.
 *
 * @param ctx - the request
 * @param options - what the answer depends on; a query is never part of it
 */
export function keepPage(ctx: HttpContext, { lifetime = LIFETIME, tags = [] }: KeepOptions = {}): void {
  const rendering = currentRendering()
  if (!rendering) return
  rendering.declare({ lifetime })
  rendering.add(tags)
  refuseOfVisitor(ctx)
  if (`${ctx.request.protocol()}://${ctx.request.host()}` !== rendering.origin) rendering.refuse('another origin')
  const { headers } = ctx.request.request
  for (const name of Object.keys(headers)) if (!OF_EVERYBODY.has(name)) delete headers[name]
}

/**
 * @param route - a registered route
 * @returns what it declares of its pages; null when they are not for everybody
 */
export function publicPageOf({ middleware }: RouteJSON): PublicPageOptions | null {
  const cached = known.get(middleware)
  if (cached !== undefined) return cached
  let found: PublicPageOptions | null = null
  for (const each of middleware.all()) found = marks.get(each) ?? found
  known.set(middleware, found)
  return found
}

function refuseOfVisitor(ctx: HttpContext): void {
  const rendering = currentRendering()
  if (ctx.session?.initiated) rendering?.refuse('a session')
  if (currentUser(ctx)) rendering?.refuse('somebody signed in')
  if (ctx.features.isPersonal) rendering?.refuse('a feature for some visitors')
}
