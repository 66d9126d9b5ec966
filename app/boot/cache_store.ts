import type { MemcachedAddress } from '@pydotorg/platform/cache'
import { BootRefused } from '#boot/boot_refused'

/** Where fragments may be kept, and the variable that each of them cannot do without. */
const NEEDED = { memory: null, database: null, redis: 'REDIS_URL', memcached: 'MEMCACHED_SERVERS' } as const

/** A store of the settings. */
export type CacheStore = keyof typeof NEEDED

/** What CACHE_STORE takes. */
export const cacheStores = Object.keys(NEEDED) as CacheStore[]

const STANDARD_PORT = 11_211
const SERVER = /^(?:\[(?<ipv6>[\da-f:.]+)\]|(?<name>[\w.-]+))(?::(?<port>\d{1,5}))?$/i

/**
 * A rule of start/env.ts: servers with commas between them.
 *
 * @param name - of the variable
 * @param value - as it was set
 * @returns where they listen, each once; empty when it is not set
 * @throws Error that names what is no server
 * @example
 * memcachedServers('MEMCACHED_SERVERS', 'cache1:11211, [::1]:11212')
 */
export function memcachedServers(name: string, value = ''): MemcachedAddress[] {
  const named = value.split(',').map((entry) => entry.trim())
  const servers = named.filter(Boolean).map((entry): [string, MemcachedAddress] => {
    const { ipv6, name: host = ipv6, port = STANDARD_PORT } = SERVER.exec(entry)?.groups ?? {}
    if (host === undefined || Number(port) < 1 || Number(port) > 65_535) {
      throw new Error(`${name} takes servers such as cache1:11211, with commas between them, but not "${entry}"`)
    }
    return [`${host}:${port}`, { host, port: Number(port) }]
  })
  return [...new Map(servers).values()]
}

/**
 * @param named - by CACHE_STORE
 * @param isSet - tells of a variable whether it has a value
 * @returns the store; unless said it is Redis where the site has one, and memory where not
 * @throws BootRefused that names what is missing
 */
export function chosenCacheStore(named: CacheStore | undefined, isSet: (name: string) => boolean): CacheStore {
  if (named === undefined) return isSet('REDIS_URL') ? 'redis' : 'memory'
  const needed = NEEDED[named]
  if (needed === null || isSet(needed)) return named
  const others = cacheStores.filter((store) => NEEDED[store] === null).join(' or ')
  throw new BootRefused(`CACHE_STORE is ${named}, which needs ${needed}: set it, or set CACHE_STORE to ${others}.`)
}
