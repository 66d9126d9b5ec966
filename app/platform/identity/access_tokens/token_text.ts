import { createHash, randomBytes } from 'node:crypto'
import type { AccessTokenKind } from '../models/access_token.js'

/** By which programs that look for leaked secrets know ours. */
const BEARER_PREFIX = 'pyorg_'

/** How much of a token its owner sees again. */
const SHOWN = 12

/**
 * @param kind - who reads it: python.org's API takes 40 hexadecimal digits, as it always did
 * @returns a new token; 32 random bytes for ours, 20 for the others
 */
export function newToken(kind: AccessTokenKind): string {
  if (kind === 'bearer') return BEARER_PREFIX + randomBytes(32).toString('base64url')
  return randomBytes(20).toString('hex')
}

/**
 * @param token - as its owner sends it
 * @returns its SHA-256 in hexadecimal, by which it is found. Nobody can guess a random token from it, so there is no salt
 *   and nothing slow about it
 */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/**
 * @param token - a new token
 * @returns what of it may be kept, for its owner to tell it from others
 */
export function shownPart(token: string): string {
  return token.slice(0, SHOWN)
}
