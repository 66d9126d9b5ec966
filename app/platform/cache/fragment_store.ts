import { BentoCache, bentostore } from 'bentocache'
import { memoryDriver } from 'bentocache/drivers/memory'
import { redisDriver } from 'bentocache/drivers/redis'

/** What a process keeps in its memory at most. */
const MOST_IN_MEMORY = '64mb'
/** After an error, Redis is left alone for so long. */
const REDIS_PAUSE = '5s'

/** Where fragments are kept. */
export type FragmentStore = ReturnType<typeof fragmentStore>

/**
 * Memory, and behind it Redis where there is one, which is asked when the memory has nothing. It has no bus of its own:
 * what is out of date is announced by the database, in the transaction that made it so.
 *
 * @param redis - connection and prefix of the keys; without it every process keeps its own
 * @returns the store
 */
export function fragmentStore(redis?: Parameters<typeof redisDriver>[0]) {
  const store = bentostore().useL1Layer(memoryDriver({ maxSize: MOST_IN_MEMORY, maxItems: 20_000 }))
  if (redis) store.useL2Layer(redisDriver(redis))
  return new BentoCache({
    default: 'fragments',
    stores: { fragments: store },
    l2CircuitBreakerDuration: REDIS_PAUSE,
  })
}
