import { isSecretParameter, MASK } from '@pydotorg/platform/logging'

const LONGEST = 512

/** Characters of 32 random bytes in base64url. */
const SHORTEST_KEY = 43
/** A key that was mailed, and that a reader of the log must not use. Also in `?next=`. */
const KEY_IN_PATH = /(\/|%2F)[\w-]{43}(?=\/|%2F|&|$)/gi

function maskedPair(pair: string): string {
  const [name = ''] = pair.split('=', 1)
  return isSecretParameter(name) && pair.includes('=') ? `${name}=${MASK}` : pair
}

/**
 * A request's address as it may stand in a log.
 *
 * @param url - path and query as they were sent
 * @returns the same with secret parameters and mailed keys masked, at most 512 characters
 * @example
 * loggableAddress('/reset/?token=abc&page=2') // '/reset/?token=[masked]&page=2'
 */
export function loggableAddress(url: string): string {
  if (url.length < SHORTEST_KEY && !url.includes('?')) return url
  const [path = '', ...rest] = url.split('?')
  const query = rest.join('?').split('&').map(maskedPair).join('&')
  const address = (query ? `${path}?${query}` : path).replace(KEY_IN_PATH, `$1${MASK}`)
  return address.length > LONGEST ? `${address.slice(0, LONGEST)}…` : address
}
