import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CapturedAnswer } from './captured_answer.js'
import type { PageRequestSettings } from './page_request.js'
import type { PublicPageOptions } from './public_page.js'

/** What the HTTP server calls for each request. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => unknown

/** What is told of a request that was answered from memory. */
export interface AnsweredRequest {
  request: IncomingMessage
  requestId: string
  status: number
  /** Milliseconds of `performance.now()`. */
  startedAt: number
  bytes: number
}

/** What a page cache works with. */
export interface PageCacheParts extends PageRequestSettings {
  /** Bytes that pages take in memory at most. */
  bytes: number
  /** What the route of a path says of its pages; `unrouted` where fallbacks may answer, null where nothing is public. */
  routeOf: (path: string) => PublicPageOptions | 'unrouted' | null
  /** True while changes are heard of; meanwhile what is kept is believed. */
  isListening: () => boolean
  /** Told of each answer that is for everybody, and of what it is made of. */
  made?: (answer: CapturedAnswer, tags: ReadonlySet<string>) => void
  /** Told of requests that reach nobody else. */
  answered: (request: AnsweredRequest) => void
}
