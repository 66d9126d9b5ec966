import { isSecretParameter, MASK } from '#logging/secret_names'

const LONGEST = 512

function maskedPair(pair: string): string {
  const [name = ''] = pair.split('=', 1)
  return isSecretParameter(name) && pair.includes('=') ? `${name}=${MASK}` : pair
}

/**
 * A request's address as it may stand in a log.
 *
 * @param url - path and query as they were sent
 * @returns the same with secret parameters masked, at most 512 characters
 * @example
 * loggableAddress('/reset/?token=abc&page=2') // '/reset/?token=[masked]&page=2'
 */
export function loggableAddress(url: string): string {
  const [path = '', ...rest] = url.split('?')
  const query = rest.join('?').split('&').map(maskedPair).join('&')
  const address = query ? `${path}?${query}` : path
  return address.length > LONGEST ? `${address.slice(0, LONGEST)}…` : address
}
