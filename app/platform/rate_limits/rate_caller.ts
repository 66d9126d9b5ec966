import { isIPv6 } from 'node:net'
import type { HttpContext } from '@adonisjs/core/http'
import { currentUser } from '../identity/current_user.js'

/** For whom requests are counted. */
export interface RateCaller {
  /** `staff:<id>` for staff, `user:<id>`, `anon:<address>`. */
  key: string
  /** `machine`: a guest whose address is the server's own. */
  kind: 'anonymous' | 'machine' | 'user' | 'staff'
}

/** What is told of an account; `User` is one. */
export interface RatedAccount {
  id: number
  isStaff: boolean
  isSuperuser?: boolean
}

/**
 * @param ctx - a request
 * @param account - who asks, when they said so by another way than a session
 * @returns for whom it is counted
 */
export function rateCaller(ctx: HttpContext, account: RatedAccount | null = currentUser(ctx) ?? null): RateCaller {
  // A socket that was closed meanwhile has no address any more.
  if (!account) return guest(ctx.request.ip() ?? 'gone')
  const isStaff = account.isStaff || account.isSuperuser
  return isStaff ? { key: `staff:${account.id}`, kind: 'staff' } : { key: `user:${account.id}`, kind: 'user' }
}

/**
 * Behind a proxy on the same machine that TRUSTED_PROXIES does not name, every visitor has the machine's own address:
 * counted as one they would lock each other out. So it is told apart, and its reads are not counted.
 */
function guest(ip: string): RateCaller {
  const network = networkOf(ip)
  const isMachine = network.startsWith('127.') || ip === '::1'
  return { key: `anon:${network}`, kind: isMachine ? 'machine' : 'anonymous' }
}

/**
 * IPv6 by the first 64 bits: every home gets so many addresses, and could use another for each request.
 *
 * @param ip - an address, IPv4 also as `::ffff:…`
 * @returns what stands for its network
 */
export function networkOf(ip: string): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  return isIPv6(plain) ? `${firstGroups(plain)}::/64` : plain
}

function firstGroups(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = head.split(':').filter(Boolean)
  if (tail !== undefined) {
    const after = tail.split(':').filter(Boolean)
    // The last group may be an IPv4 address, which stands for two.
    const width = after.length + (tail.includes('.') ? 1 : 0)
    while (groups.length + width < 8) groups.push('0')
    groups.push(...after)
  }
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
