import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import type { Encoding, KeptPage, PageVariant } from './kept_page.js'

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
 * @param about - where it came from, and the id of the request
 * @returns the status that was sent
 */
export function sendKeptPage(
  { request, response }: { request: Visitor; response: ServerResponse },
  page: KeptPage,
  about: { source: PageSource; requestId: string }
): 200 | 304 {
  const variant = variantFor(page, request.headers['accept-encoding'])
  const isKnown = hasIt(request.headers['if-none-match'], page)
  const headers = (isKnown ? variant.unchangedHeaders : variant.headers).slice()
  const age = Math.floor((Date.now() - page.madeAt) / 1000)
  if (age > 0) headers.push('Age', String(age))
  headers.push('X-Request-Id', about.requestId, 'Cache-Status', `pydotorg; ${about.source}`)
  response.writeHead(isKnown ? 304 : 200, headers)
  // An answer to HEAD has the headers only; Node leaves the body out by itself, which costs its copy.
  if (isKnown || request.method === 'HEAD') response.end()
  else response.end(variant.body)
  return isKnown ? 304 : 200
}

/** The shortest that the visitor takes; `q=0` and unusual orders of preference get the body as it is. */
function variantFor({ variants }: KeptPage, accepted: string | string[] | undefined): PageVariant {
  if (accepted === undefined) return variants.identity
  const encodings = encodingsIn(String(accepted))
  if (encodings.br && variants.br) return variants.br
  if (encodings.gzip && variants.gzip) return variants.gzip
  return variants.identity
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
function hasIt(known: string | undefined, { variants }: KeptPage): boolean {
  if (known === undefined) return false
  if (known.trim() === '*') return true
  const tags = known.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return Object.values(variants).some(({ etag }) => tags.includes(etag))
}
