import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { CapturedAnswer } from './captured_answer.js'
import type { PageRendering } from './page_rendering.js'

const toGzip = promisify(gzip)
const toBrotli = promisify(brotliCompress)

/** What a page may be sent as. */
export type Encoding = 'identity' | 'gzip' | 'br'

/** A body with all its headers, ready to be sent. */
export interface PageVariant {
  body: Buffer
  etag: string
  /** Names and values in turn, as `writeHead` takes them, without those of a single request. */
  headers: readonly string[]
  /** Those of an answer without a body, because the visitor has it. */
  unchangedHeaders: readonly string[]
}

/** A page that is kept. */
export interface KeptPage {
  variants: Partial<Record<Encoding, PageVariant>> & { identity: PageVariant }
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

const COMPRESSIBLE = /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml)\b|image\/svg\+xml)/
/** Bytes of which compressing saves no packet. */
const TOO_SHORT = 860

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
 * @returns the page, with its body as it is; `compressedVariants` makes the others
 */
export function keptPage(
  answer: CapturedAnswer,
  rendering: PageRendering,
  { accepts, head, lifetime }: Pick<KeptPage, 'accepts' | 'head'> & { lifetime: number }
): KeptPage {
  const madeAt = Date.now()
  const variants = { identity: variantOf(answer, 'identity', answer.body) }
  return { variants, tags: rendering.tags, accepts, head, madeAt, freshUntil: madeAt + lifetime * 1000 }
}

/**
 * Compresses a page once for all who take it so, beside the event loop.
 *
 * @param answer - that was kept
 * @returns the bodies that are shorter than the original
 */
export async function compressedVariants(answer: CapturedAnswer): Promise<Partial<Record<Encoding, PageVariant>>> {
  const type = answer.headers.get('content-type')?.value ?? ''
  if (answer.body.length < TOO_SHORT || !COMPRESSIBLE.test(type)) return {}
  const { BROTLI_PARAM_QUALITY: quality, BROTLI_PARAM_SIZE_HINT: size } = constants
  const [zipped, brotli] = await Promise.all([
    toGzip(answer.body, { level: 7 }),
    toBrotli(answer.body, { params: { [quality]: 6, [size]: answer.body.length } }),
  ])
  const variants: Partial<Record<Encoding, PageVariant>> = {}
  if (zipped.length < answer.body.length) variants.gzip = variantOf(answer, 'gzip', zipped)
  if (brotli.length < answer.body.length) variants.br = variantOf(answer, 'br', brotli)
  return variants
}

/**
 * @param page - that is kept
 * @returns about how many bytes of memory it takes
 */
export function sizeOf({ variants, tags }: KeptPage): number {
  let size = 2_000 + tags.size * 50
  for (const { body } of Object.values(variants)) size += body.length + 2_000
  return size
}

function digestOf({ headers, body }: CapturedAnswer): string {
  // The policies beside a body may change without it, and belong to what a cache keeps.
  const about = [...headers.values()].filter(({ name }) => !LEFT_OUT.has(name.toLowerCase()))
  return createHash('sha256').update(JSON.stringify(about)).update(body).digest('base64url').slice(0, 22)
}

function variantOf(answer: CapturedAnswer, encoding: Encoding, body: Buffer): PageVariant {
  const digest = digestOf(answer)
  const etag = encoding === 'identity' ? `"${digest}"` : `"${digest}-${encoding}"`
  const kept = [...answer.headers].filter(([name]) => !LEFT_OUT.has(name))
  const vary = answer.headers.has('vary') && /\baccept\b(?!-)/i.test(answer.headers.get('vary')!.value)
  const ofVariant = ['ETag', etag, 'Vary', vary ? 'Accept, Accept-Encoding' : 'Accept-Encoding']
  const flat = (list: typeof kept): string[] => list.flatMap(([, { name, value }]) => [name, value])
  return {
    body,
    etag,
    headers: [
      ...flat(kept),
      ...ofVariant,
      ...(encoding === 'identity' ? [] : ['Content-Encoding', encoding]),
      ...['Content-Length', String(body.length)],
    ],
    unchangedHeaders: [...flat(kept.filter(([name]) => !OF_THE_BODY.has(name))), ...ofVariant],
  }
}
