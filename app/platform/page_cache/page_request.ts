import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

/** A request that a kept page may answer. */
export interface PageRequest {
  /** Scheme and host for which pages are made, e.g. `https://www.python.org`. */
  origin: string
  path: string
  /** Without the question mark; empty without one. */
  query: string
  /** False when the visitor is known by something, though by nothing that a public page shows. */
  mayBeKept: boolean
}

/** By what requests are read. */
export interface PageRequestSettings {
  /** Hosts under which the site is known; pages of others are never kept, since anybody can make them up. */
  hosts: ReadonlySet<string>
  /** Whose `X-Forwarded-Proto` and `-Host` are believed. */
  isProxy: (address: string) => boolean
}

/**
 * A path that can be written in one way only; every other one is answered as always. A part ends at a slash or at the end
 * and nowhere else, or a long part that does not fit would be taken apart in every possible way.
 */
const PLAIN_PATH = /^\/(?:[\w.~@:+,-]+(?:\/|$))*$/

/** Cookies of other sites' scripts and of features by percentage: no public page looks at one. */
const HARMLESS_COOKIE = /^\s*(?:visitor|_ga\w*|_gid|_gat\w*|__utm\w|_pk_\w+)$/

/**
 * @param request - any request
 * @param settings - by what it is read
 * @returns null for one that is always answered anew
 */
export function pageRequest(request: IncomingMessage, settings: PageRequestSettings): PageRequest | null {
  const { method, headers, url = '/' } = request
  if (method !== 'GET' && method !== 'HEAD') return null
  if (asksForOwn(headers)) return null
  const { cookie } = headers
  if (cookie !== undefined && !isHarmless(cookie)) return null
  const origin = originOf(request, headers, settings)
  if (origin === null) return null
  const mark = url.indexOf('?')
  const path = mark === -1 ? url : url.slice(0, mark)
  if (!PLAIN_PATH.test(path)) return null
  return { origin, path, query: mark === -1 ? '' : url.slice(mark + 1), mayBeKept: cookie === undefined }
}

/** Whether a visitor asks for an answer of their own. Named one by one: a loop over names costs as much as all the rest. */
function asksForOwn(headers: IncomingHttpHeaders): boolean {
  return (
    headers.authorization !== undefined ||
    headers['proxy-authorization'] !== undefined ||
    headers.range !== undefined ||
    headers.upgrade !== undefined ||
    headers['transfer-encoding'] !== undefined ||
    headers['content-length'] !== undefined
  )
}

function isHarmless(cookies: string): boolean {
  return cookies.split(';').every((cookie) => HARMLESS_COOKIE.test(cookie.split('=', 1)[0]!))
}

/** As AdonisJS reads both; the page is not kept when that comes to something else. */
function originOf(
  { socket }: IncomingMessage,
  headers: IncomingHttpHeaders,
  { hosts, isProxy }: PageRequestSettings
): string | null {
  let scheme = 'encrypted' in socket ? 'https' : 'http'
  let host = headers.host
  const forwardedScheme = headers['x-forwarded-proto']
  const forwardedHost = headers['x-forwarded-host']
  if ((forwardedScheme !== undefined || forwardedHost !== undefined) && isProxy(socket.remoteAddress ?? '')) {
    scheme = first(forwardedScheme) ?? scheme
    host = first(forwardedHost) ?? host
  }
  if (host === undefined || !hosts.has(host) || (scheme !== 'http' && scheme !== 'https')) return null
  return `${scheme}://${host}`
}

function first(values: string | string[] | undefined): string | undefined {
  return values?.toString().split(',', 1)[0]?.trim()
}

/** What senders of links add to follow visitors; no page depends on it. */
const TRACKING = /^(?:utm_\w+|gclid|fbclid|msclkid|mc_cid|mc_eid)$/

/**
 * @param query - of an address, without the question mark
 * @param declared - parameters that the page depends on
 * @returns what is left of it, in its order, which may show in the page, and whether something was left out; null when
 *   something in it is unknown
 */
export function knownQuery(
  query: string,
  declared: Readonly<Record<string, RegExp>>
): { text: string; isWhole: boolean } | null {
  const kept: string[] = []
  const seen = new Set<string>()
  let isWhole = true
  for (const part of query.split('&')) {
    const [name = '', value = '', ...more] = part.split('=')
    if (TRACKING.test(name)) {
      isWhole = false
      continue
    }
    const shape = Object.hasOwn(declared, name) ? declared[name] : undefined
    // Written plainly and once, or it may be read in another way than here.
    if (!shape?.test(value) || more.length > 0 || seen.has(name) || !/^[\w.~-]*$/.test(value)) return null
    seen.add(name)
    kept.push(part)
  }
  return { text: kept.join('&'), isWhole }
}
