import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import type { Encoding, KeptPage } from './kept_page.js'
import { withBody } from './page_bodies.js'
import { writeHeadLines } from './page_head.js'

/** Where an answer came from, as `Cache-Status` (RFC 9211) tells it. */
export type PageSource =
  'hit' | 'hit; detail=revalidating' | 'hit; detail=stale-if-error' | 'fwd=miss; stored' | 'fwd=miss'

/** What is asked of a request to send it a page. */
export interface Visitor {
  method?: string | undefined
  headers: IncomingHttpHeaders
}

/**
 * @param exchange - a request that may be answered with the page, and its response
 * @param page - that is kept
 * @param about - where it came from, the id of the request, and what is told when the page got a further body
 * @returns the status that was sent
 */
export function sendKeptPage(
  { request, response }: { request: Visitor; response: ServerResponse },
  page: KeptPage,
  about: { source: PageSource; requestId: string; completed?: (page: KeptPage) => void }
): 200 | 304 {
  const encoding = encodingFor(page, request.headers['accept-encoding'])
  const isKnown = hasIt(request.headers['if-none-match'], page)
  const whole = isKnown ? page : withBody(page, encoding)
  if (whole !== page) about.completed?.(whole)
  const { body, etag, ownHeaders } = whole.variants[encoding] ?? whole.variants.identity
  const age = Math.floor((Date.now() - page.madeAt) / 1000)
  const lines =
    // A length is of the body, and an encoding is, too.
    (isKnown ? `${page.unchangedHeaders}ETag: ${etag}\r\n` : page.headers + ownHeaders) +
    (age > 0 ? `Age: ${age}\r\n` : '') +
    `X-Request-Id: ${about.requestId}\r\nCache-Status: pydotorg; ${about.source}\r\n`
  const status = isKnown ? 304 : 200
  writeHeadLines(response, status, lines)
  // An answer to HEAD has the headers only; Node leaves the body out by itself, which costs its copy.
  if (isKnown || request.method === 'HEAD') response.end()
  else response.end(body)
  return status
}

/** The shortest that the visitor takes; `q=0` and unusual orders of preference get the body as it is. */
function encodingFor({ variants }: KeptPage, accepted: string | string[] | undefined): Encoding {
  if (accepted === undefined) return 'identity'
  const encodings = encodingsIn(String(accepted))
  if (encodings.br && variants.br) return 'br'
  return encodings.gzip && variants.gzip ? 'gzip' : 'identity'
}

interface Accepted {
  br: boolean
  gzip: boolean
}

/** What browsers send is always the same few texts. */
const readEncodings = new Map<string, Accepted>()
const MOST_READ = 500

function encodingsIn(header: string): Accepted {
  const known = readEncodings.get(header)
  if (known) return known
  const read = { br: takes(header, 'br'), gzip: takes(header, 'gzip') }
  if (readEncodings.size < MOST_READ && header.length <= 200) readEncodings.set(header, read)
  return read
}

function takes(header: string, encoding: Exclude<Encoding, 'identity'>): boolean {
  return header.split(',').some((part) => {
    const [name = '', ...parameters] = part.trim().toLowerCase().split(';')
    if (name.trim() !== encoding) return false
    const quality = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('q='))
    return quality === undefined || Number(quality.slice(2)) > 0
  })
}

/** Of the page in any encoding: a visitor who has one of them has the page. */
function hasIt(known: string | undefined, { digest }: KeptPage): boolean {
  if (known === undefined) return false
  if (known.trim() === '*') return true
  const tags = known.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return [`"${digest}"`, `"${digest}-gzip"`, `"${digest}-br"`].some((tag) => tags.includes(tag))
}
