import { promisify } from 'node:util'
import { brotliCompress, brotliDecompressSync, constants, gzipSync } from 'node:zlib'
import { variantOf, type Encoding, type KeptPage } from './kept_page.js'

const toBrotli = promisify(brotliCompress)

const COMPRESSIBLE = /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml)\b|image\/svg\+xml)/
/** Bytes of which compressing saves no packet. */
const TOO_SHORT = 860

/**
 * Compresses a page, beside the event loop. Nearly all browsers take Brotli, which is a fifth of the body: only that one
 * is kept, so that five times as many pages find room, and the others come back when somebody asks for them.
 *
 * @param page - that was just made
 * @param type - of its content
 * @returns its variants; null when it is not worth it
 */
export async function compressed(page: KeptPage, type: string): Promise<KeptPage['variants'] | null> {
  const { digest, variants } = page
  const { body } = variants.identity
  if (!body || body.length < TOO_SHORT || !COMPRESSIBLE.test(type)) return null
  const { BROTLI_PARAM_QUALITY: quality, BROTLI_PARAM_SIZE_HINT: size } = constants
  const brotli = await toBrotli(body, { params: { [quality]: 6, [size]: body.length } })
  if (brotli.length >= body.length) return null
  return {
    identity: { ...variants.identity, body: null },
    gzip: variantOf(digest, 'gzip', null),
    br: variantOf(digest, 'br', brotli),
  }
}

/**
 * @param page - that is kept
 * @param encoding - one that the page has
 * @returns the page with its body in that encoding: itself, or another one to be kept in its place
 */
export function withBody(page: KeptPage, encoding: Encoding): KeptPage {
  const { variants, digest } = page
  const variant = variants[encoding]
  if (!variant || variant.body) return page
  const brotli = variants.br?.body
  const plain = variants.identity.body ?? (brotli ? brotliDecompressSync(brotli) : null)
  if (!plain) return page
  // A fifth of what a page costs to make, and done once: waiting for another thread would not be worth it.
  const body = encoding === 'gzip' ? gzipSync(plain) : plain
  return { ...page, variants: { ...variants, [encoding]: variantOf(digest, encoding, body) } }
}
