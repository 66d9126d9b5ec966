import { createRedisBackend, type ConnectionOptions } from 'bullmq'
import { Redis } from 'ioredis'
import type { QueueConnection } from './queue_connection.js'

/** In seconds: for so long a finished job answers who adds it again, and operators who look. */
const KEEP_COMPLETED_S = 3_600

const PREFIX = 'pydotorg:jobs'

/**
 * Queues in Redis.
 *
 * @param url - `redis://` or `rediss://`
 * @returns the connection
 */
export function redisQueues(url: string): QueueConnection {
  const retryStrategy = (times: number): number => Math.min(times * 100, 1_000)
  // Says at once that Redis is away, and sends nothing later that was given up: that job waits in the outbox already.
  const asking = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 5_000,
    retryStrategy,
  })
  const working = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: null, retryStrategy })
  for (const client of [asking, working]) client.on('error', () => {})
  const using = (client: Redis): QueueConnection['asking'] => {
    return { connection: client as unknown as ConnectionOptions, backend: createRedisBackend, prefix: PREFIX }
  }
  return {
    kind: 'Redis',
    asking: using(asking),
    working: using(working),
    keepCompleted: { age: KEEP_COMPLETED_S },
    prepare: async () => {},
    close: async () => {
      for (const client of [asking, working]) client.disconnect()
    },
  }
}
