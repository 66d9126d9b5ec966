import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { inDatabase, inMemcached, inRedis, type SharedStore, type SharedStoreParts } from '@pydotorg/platform/cache'
import { Redis } from 'ioredis'
import { testMemcached } from '#tests/test_memcached'
import { testRedis } from '#tests/test_redis'

/** A store as one process of the site reaches it. */
export interface OpenedPlace {
  shared: SharedStore
  close: () => Promise<unknown>
}

/** Where processes may share fragments. */
export interface SharedPlace {
  name: 'database' | 'redis' | 'memcached'
  /** Null where the machine has no such server. */
  address: string | null
  open: (address: string, parts: SharedStoreParts) => OpenedPlace
}

/** A log that nobody reads. */
export const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** Every store that processes may share. */
export const sharedPlaces: readonly SharedPlace[] = [
  {
    name: 'database',
    address: String(process.env.DATABASE_URL),
    open(connectionString, parts) {
      const name = `cache_${randomUUID()}`
      db.manager.add(name, { client: 'pg', connection: { connectionString }, pool: { min: 0, max: 2 } })
      return { shared: inDatabase(db.connection(name), parts), close: () => db.manager.close(name, true) }
    },
  },
  {
    name: 'redis',
    address: testRedis,
    open(address, parts) {
      const waits = { maxRetriesPerRequest: 1, commandTimeout: parts.patience ?? 500, retryStrategy: () => 20 }
      const connection = new Redis(address, { keyPrefix: 'pydotorg:', ...waits })
      connection.on('error', () => undefined)
      return { shared: inRedis(connection, parts), close: async () => connection.disconnect() }
    },
  },
  {
    name: 'memcached',
    address: testMemcached,
    open(address, parts) {
      const { hostname, port } = new URL(address)
      const shared = inMemcached([{ host: hostname, port: Number(port) }], parts)
      return { shared, close: () => shared.disconnect() }
    },
  },
]
