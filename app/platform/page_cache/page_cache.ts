import type { IncomingMessage, ServerResponse } from 'node:http'
import { idFor, requestId } from '../http/request_id.js'
import { captureAnswer, type HeldAnswer } from './captured_answer.js'
import { ChangeLog } from './change_log.js'
import { keptPage, refusalOf, type KeptPage } from './kept_page.js'
import { answers, inTime, takes, type KnownVisit, type Made, type Outcome, type Visit } from './page_making.js'
import type { Handler, PageCacheParts } from './page_cache_parts.js'
import { compressed } from './page_bodies.js'
import { PageCounter, type PageCounts } from './page_counts.js'
import { PageRendering, whileRendering } from './page_rendering.js'
import { knownQuery, pageRequest, type PageRequest } from './page_request.js'
import { PageStore } from './page_store.js'
import { sendKeptPage, type PageSource, type Visitor } from './send_kept_page.js'

/** Seconds after its time that a page is shown while one request makes it anew. */
const STALE_WHILE_REVALIDATE = 300
/** Seconds after its time that a page is shown when it cannot be made. */
const STALE_IF_ERROR = 3_600
/** Milliseconds for which nobody tries again after a page could not be made. */
const PAUSE = 2_000

/**
 * Pages that are the same for every guest, kept in the memory of this process and sent before the framework is asked.
 * Which pages these are, routes declare by `publicPage()`; what is in them is found out while they are made.
 *
 * @example
 * createServer((request, response) => cache.handle(request, response, handler))
 */
export class PageCache {
  /** Where changes are noted. */
  readonly changes = new ChangeLog()
  readonly #parts: PageCacheParts
  readonly #store: PageStore
  readonly #counter = new PageCounter()
  readonly #pending = new Map<string, Promise<Outcome>>()
  #isOn = false
  #pausedUntil = 0

  /** @param parts - what it works with */
  constructor(parts: PageCacheParts) {
    this.#parts = parts
    this.#store = new PageStore(Math.max(1, parts.bytes))
  }

  /** @returns what became of requests in this process */
  counts(): PageCounts {
    return this.#counter.read({ ...this.#store.counts, limit: this.#parts.bytes })
  }

  /** @returns how many pages this process keeps now, by what each is made of */
  tags(): ReadonlyMap<string, number> {
    return this.#store.tags()
  }

  /** Begins to keep pages: what is in them is known from now on. */
  open(): void {
    this.#isOn = this.#parts.bytes > 0
  }

  /** @param tags - what has changed: its pages are forgotten, and those that are being made are not kept */
  drop(tags: readonly string[]): void {
    this.changes.note(tags)
    for (const tag of tags) this.#counter.drop(tag, this.#store.drop([tag]))
  }

  /** Forgets everything. */
  clear(): void {
    this.changes.noteAll()
    this.#counter.drop('everything', this.#store.clear())
  }

  /**
   * @param request - any request
   * @param response - of it
   * @param next - answers what is not kept
   */
  handle(request: IncomingMessage, response: ServerResponse, next: Handler): void {
    const startedAt = performance.now()
    const asked = this.#isOn ? pageRequest(request, this.#parts) : null
    const key = asked && this.#keyOf(asked)
    if (!asked || key === null) return this.#pass(request, response, next)
    const page = this.#store.get(key)
    const send = (kept: KeptPage, source: PageSource): void =>
      this.#send({ request, response, startedAt, key }, kept, source)
    if (page) {
      if (!answers(page, request)) return this.#pass(request, response, next)
      const source = this.#sourceOf(page, key)
      if (source) return send(page, source)
    }
    if (!asked.mayBeKept || request.method !== 'GET') return this.#pass(request, response, next)
    const pending = this.#pending.get(key)
    if (!pending) return this.#make(asked, key, { request, response, next, old: page })
    void inTime(pending).then((outcome) => {
      if (response.destroyed) return
      if (typeof outcome === 'object' && answers(outcome, request)) return send(outcome, 'hit')
      if (outcome === 'failed' && page) return send(page, 'hit; detail=stale-if-error')
      if (outcome === 'changed') return this.handle(request, response, next)
      return this.#pass(request, response, next)
    })
  }

  /** Null for a query that the page does not depend on as a whole; what is left out of it may have been shown, too. */
  #keyOf(asked: PageRequest): string | null {
    if (asked.query === '') return `${asked.origin} ${asked.path}`
    const route = this.#parts.routeOf(asked.path)
    const declared = route === null || route === 'unrouted' ? {} : (route.query ?? {})
    const query = knownQuery(asked.query, declared)
    if (!query) return null
    asked.mayBeKept &&= query.isWhole
    return `${asked.origin} ${asked.path}${query.text === '' ? '' : `?${query.text}`}`
  }

  /** Null when the page has to be made before it is shown. */
  #sourceOf(page: KeptPage, key: string): PageSource | null {
    const now = Date.now()
    if (this.#parts.isListening()) {
      if (now < page.freshUntil) return 'hit'
      const isShown = now < page.freshUntil + STALE_WHILE_REVALIDATE * 1000
      if (isShown && this.#pending.has(key)) return 'hit; detail=revalidating'
    }
    const isSpare = now < this.#pausedUntil && now < page.freshUntil + STALE_IF_ERROR * 1000
    return isSpare ? 'hit; detail=stale-if-error' : null
  }

  #make(
    asked: PageRequest,
    key: string,
    { request, response, next, old }: Visit & { next: Handler; old: KeptPage | undefined }
  ): void {
    const route = this.#parts.routeOf(asked.path)
    const declared = route !== null && route !== 'unrouted' ? route : {}
    const { accepts = null, head = true } = declared
    if (route === null || !takes(request, accepts)) return this.#pass(request, response, next)
    const rendering = new PageRendering(this.changes.now, asked.origin)
    // Before the page is made: it sees no header by which visitors differ.
    const visitor: Visitor = { method: request.method, headers: { ...request.headers } }
    const { promise, resolve } = Promise.withResolvers<Outcome>()
    this.#pending.set(key, promise)
    const done = (outcome: Outcome): void => {
      this.#pending.delete(key)
      resolve(outcome)
    }
    captureAnswer(response, {
      passed: () => done('not kept'),
      captured: (held) => done(this.#keep(held, { rendering, accepts, head, key, old, visitor, response, request })),
    })
    whileRendering(rendering, () => next(request, response))
  }

  #keep(held: HeldAnswer, made: Made): Outcome {
    const { rendering, accepts, head, key, old, visitor, response, request } = made
    const { answer } = held
    const send = (page: KeptPage, source: PageSource): void => {
      held.takeOver()
      sendKeptPage({ request: visitor, response }, page, { source, requestId: requestId(request) })
    }
    if (answer.status >= 500 && old && Date.now() < old.freshUntil + STALE_IF_ERROR * 1000) {
      this.#pausedUntil = Date.now() + PAUSE
      this.#counter.stale += 1
      send(old, 'hit; detail=stale-if-error')
      return 'failed'
    }
    const { keptFor } = rendering
    if (!keptFor || refusalOf(answer, accepts) !== null) {
      this.#counter.refused += 1
      held.passOn()
      return 'not kept'
    }
    const isCurrent = this.changes.isUnchangedSince(rendering.startedAt, rendering.tags)
    this.#parts.made?.(answer, rendering.tags)
    const page = keptPage(answer, rendering, { accepts, head, lifetime: keptFor.lifetime })
    const isKept = isCurrent && this.#parts.isListening() && this.#store.set(key, page)
    this.#counter[isKept ? 'misses' : 'outdated'] += 1
    send(page, isKept ? 'fwd=miss; stored' : 'fwd=miss')
    if (!isKept) return isCurrent ? 'not kept' : 'changed'
    void compressed(page, answer.headers.get('content-type')?.value ?? '').then((variants) => {
      if (variants) this.#store.replace(key, page, { ...page, variants })
    })
    return page
  }

  #send({ request, response, startedAt, key }: KnownVisit, page: KeptPage, source: PageSource): void {
    const before = request.socket.bytesWritten
    const id = idFor(request.headers)
    const completed = (whole: KeptPage): void => this.#store.replace(key, page, whole)
    const status = sendKeptPage({ request, response }, page, { source, requestId: id, completed })
    this.#counter[source === 'hit' ? 'hits' : 'stale'] += 1
    if (status === 304) this.#counter.notModified += 1
    const bytes = request.socket.bytesWritten - before
    this.#parts.answered({ request, requestId: id, status, startedAt, bytes })
  }

  #pass(request: IncomingMessage, response: ServerResponse, next: Handler): void {
    this.#counter.passed += 1
    next(request, response)
  }
}
