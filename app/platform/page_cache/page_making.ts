import type { IncomingMessage, ServerResponse } from 'node:http'
import type { KeptPage } from './kept_page.js'
import type { PageRendering } from './page_rendering.js'
import type { Visitor } from './send_kept_page.js'

/** Milliseconds that a request waits for another to make its page. */
const PATIENCE = 10_000

/** What came of making a page: the page, the failure of it, or `changed` when another try may be kept. */
export type Outcome = KeptPage | 'failed' | 'changed' | 'not kept'

/** A request that is being answered. */
export interface Visit {
  request: IncomingMessage
  response: ServerResponse
}

/** One whose page is looked for. */
export interface KnownVisit extends Visit {
  key: string
  /** Milliseconds of `performance.now()`. */
  startedAt: number
}

/** A page that was made for a request. */
export interface Made extends Visit {
  rendering: PageRendering
  accepts: readonly string[] | null
  head: boolean
  key: string
  old: KeptPage | undefined
  visitor: Visitor
}

/**
 * @param request - for a page
 * @param types - that its address gives; null when it looks at no `Accept`
 * @returns true when the visitor takes one of them
 */
export function takes({ headers: { accept } }: IncomingMessage, types: readonly string[] | null): boolean {
  if (types === null || accept === undefined || accept === '*/*') return true
  return accept.split(',').some((range) => types.includes(range.split(';', 1)[0]!.trim()))
}

/**
 * @param page - that is kept
 * @param request - for its address
 * @returns true when it is an answer to that request
 */
export function answers(page: KeptPage, request: IncomingMessage): boolean {
  return takes(request, page.accepts) && (page.head || request.method === 'GET')
}

/**
 * Who waits too long makes the page without keeping it.
 *
 * @param pending - what another request is making
 * @returns what comes of it in time
 */
export function inTime(pending: Promise<Outcome>): Promise<Outcome> {
  const late = new Promise<Outcome>((resolve) => {
    const timer = setTimeout(() => resolve('not kept'), PATIENCE)
    void pending.finally(() => clearTimeout(timer))
  })
  return Promise.race([pending, late])
}
