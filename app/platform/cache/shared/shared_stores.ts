import { redisDriver } from 'bentocache/drivers/redis'
import { DatabaseTable, type StatementSender } from './database_table.js'
import { GuardedServer, type GuardLog } from './guarded_server.js'
import type { MemcachedAddress } from './memcached/connection.js'
import { MemcachedServer } from './memcached/memcached_server.js'
import type { ServerDriver } from './server_driver.js'
import { SharedStore } from './shared_store.js'

type RedisConnection = Parameters<typeof redisDriver>[0]['connection']

/** What every store needs. */
export interface SharedStoreParts {
  /** How the site's keys start. */
  prefix: string
  log: GuardLog
  /** Milliseconds that a server gets for an answer. */
  patience?: number
  /** Milliseconds until a server that failed is tried again. */
  pause?: number
}

/**
 * @param connection - which fails rather than waits when Redis is away
 * @param parts - how keys start
 * @returns fragments in Redis
 */
export function inRedis(connection: RedisConnection, { prefix, ...guard }: SharedStoreParts): SharedStore {
  const { options, factory } = redisDriver({ connection, prefix })
  const driver = factory(options) as ServerDriver
  return new SharedStore('redis', [new GuardedServer({ name: 'Redis', driver, ...guard })])
}

/**
 * @param db - the site's database
 * @param parts - how keys start
 * @returns fragments in the table `cache_entries`
 */
export function inDatabase(db: StatementSender, { prefix, ...guard }: SharedStoreParts): SharedStore {
  const driver = new DatabaseTable({ db, prefix })
  return new SharedStore('database', [new GuardedServer({ name: 'Database', driver, ...guard })])
}

/**
 * @param addresses - of servers that divide the keys among them, the same in every process
 * @param parts - how keys start
 * @returns fragments in Memcached
 * @example
 * inMemcached([{ host: 'cache1', port: 11211 }], { prefix: 'fragments', log })
 */
export function inMemcached(
  addresses: readonly MemcachedAddress[],
  { prefix, ...guard }: SharedStoreParts
): SharedStore {
  const servers = addresses.map((address) => {
    const driver = new MemcachedServer({ address, prefix, patience: guard.patience })
    return new GuardedServer({ name: `${address.host}:${address.port}`, driver, ...guard })
  })
  return new SharedStore('memcached', servers)
}
