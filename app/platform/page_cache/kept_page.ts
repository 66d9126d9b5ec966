import { createHash } from 'node:crypto'
import type { CapturedAnswer } from './captured_answer.js'
import { headLines } from './page_head.js'
import type { PageRendering } from './page_rendering.js'

/** What a page may be sent as. */
export type Encoding = 'identity' | 'gzip' | 'br'

/** A page in one encoding. */
export interface PageVariant {
  /** Null while nobody has asked for it: `withBody` makes it of the shortest one. */
  body: Buffer | null
  etag: string
  /** Header fields that other encodings have otherwise, as lines of the head. */
  ownHeaders: string
}

/** A page that is kept. */
export interface KeptPage {
  /** Of every encoding, as lines of the head, without those of a single request. */
  headers: string
  /** Those of them that go with an answer without a body, because the visitor has it. */
  unchangedHeaders: string
  variants: Partial<Record<Encoding, PageVariant>> & { identity: PageVariant }
  /** Of its headers and its body, for the tags of all encodings. */
  digest: string
  tags: ReadonlySet<string>
  /** Types of which `Accept` must allow one; null for a page that every visitor takes. */
  accepts: readonly string[] | null
  /** Whether it answers HEAD, too. */
  head: boolean
  /** Milliseconds of the clock. */
  madeAt: number
  /** Milliseconds of the clock; afterwards one request makes it anew, and the others get this one meanwhile. */
  freshUntil: number
}

/** Of a single request, or said anew for each variant. */
const LEFT_OUT = new Set([
  ...['connection', 'keep-alive', 'date', 'transfer-encoding', 'content-length', 'x-request-id', 'etag', 'vary', 'age'],
])
/** Told to caches only about the body. */
const OF_THE_BODY = new Set(['content-type', 'content-language', 'content-disposition', 'last-modified'])
/** By these an answer is one visitor's own. */
const PERSONAL = ['set-cookie', 'content-encoding', 'www-authenticate', 'ratelimit-limit']

/**
 * @param answer - complete
 * @param accepts - types that the address can give, when it looks at `Accept`
 * @returns why it cannot be kept, or null when it can
 */
export function refusalOf({ status, headers }: CapturedAnswer, accepts: readonly string[] | null): string | null {
  if (status !== 200) return `status ${status}`
  const personal = PERSONAL.find((name) => headers.has(name))
  if (personal) return `header ${personal}`
  const policy = headers.get('cache-control')?.value ?? ''
  // `no-cache` tells others to ask before they use a copy, and this is whom they ask.
  if (/\b(?:private|no-store)\b/i.test(policy)) return `Cache-Control: ${policy}`
  const varying = (headers.get('vary')?.value ?? '').split(',').map((name) => name.trim().toLowerCase())
  const allowed = ['', 'accept-encoding', ...(accepts ? ['accept'] : [])]
  const strange = varying.find((name) => !allowed.includes(name))
  return strange === undefined ? null : `Vary: ${strange}`
}

/**
 * @param answer - that can be kept
 * @param rendering - how it was made
 * @param how - what its route declares, and the lifetime in seconds
 * @returns the page, with its body as it is; `compressed` makes it shorter
 */
export function keptPage(
  answer: CapturedAnswer,
  rendering: PageRendering,
  { accepts, head, lifetime }: Pick<KeptPage, 'accepts' | 'head'> & { lifetime: number }
): KeptPage {
  const madeAt = Date.now()
  const kept = [...answer.headers].filter(([name]) => !LEFT_OUT.has(name))
  const ofNoBody = kept.filter(([name]) => !OF_THE_BODY.has(name))
  const varies = /\baccept\b(?!-)/i.test(answer.headers.get('vary')?.value ?? '')
  const vary = { name: 'Vary', value: varies ? 'Accept, Accept-Encoding' : 'Accept-Encoding' }
  const digest = digestOf(answer)
  return {
    headers: headLines([...kept.map(([, field]) => field), vary]),
    unchangedHeaders: headLines([...ofNoBody.map(([, field]) => field), vary]),
    variants: { identity: variantOf(digest, 'identity', answer.body) },
    ...{ digest, tags: rendering.tags, accepts, head, madeAt },
    freshUntil: madeAt + lifetime * 1000,
  }
}

/**
 * @param digest - of the page
 * @param encoding - of the body
 * @param body - of which a copy is kept; null when it is not made yet
 * @returns the page in that encoding
 */
export function variantOf(digest: string, encoding: Encoding, body: Buffer | null): PageVariant {
  const etag = encoding === 'identity' ? `"${digest}"` : `"${digest}-${encoding}"`
  const fields = [{ name: 'ETag', value: etag }]
  if (encoding !== 'identity') fields.push({ name: 'Content-Encoding', value: encoding })
  if (body) fields.push({ name: 'Content-Length', value: String(body.length) })
  return { body: body && ownCopy(body), etag, ownHeaders: headLines(fields) }
}

/** It may lie in memory that is used again, or in a small part of a large piece, all of which it would keep. */
function ownCopy(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length)
  bytes.copy(copy)
  return copy
}

/**
 * @param page - that is kept
 * @returns about how many bytes of memory it takes
 */
export function sizeOf({ variants, tags, headers, unchangedHeaders }: KeptPage): number {
  let size = 1_000 + headers.length + unchangedHeaders.length + tags.size * 50
  for (const { body } of Object.values(variants)) size += 500 + (body?.length ?? 0)
  return size
}

function digestOf({ headers, body }: CapturedAnswer): string {
  // The policies beside a body may change without it, and belong to what a cache keeps.
  const about = [...headers.values()].filter(({ name }) => !LEFT_OUT.has(name.toLowerCase()))
  return createHash('sha256').update(JSON.stringify(about)).update(body).digest('base64url').slice(0, 22)
}
