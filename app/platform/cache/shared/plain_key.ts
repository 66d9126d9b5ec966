import { hash } from 'node:crypto'

const PLAIN = /^[\x21-\x7e]+$/

/**
 * @param key - as code names it; it may hold what a visitor typed
 * @param longest - characters that the store takes
 * @returns the key; where it is too long, or has spaces, control characters or letters beyond ASCII, its hash
 */
export function plainKey(key: string, longest: number): string {
  return key.length <= longest && PLAIN.test(key) ? key : `hash:${hash('sha256', key, 'base64url')}`
}
