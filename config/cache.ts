import { chosenCacheStore } from '#boot/cache_store'
import env from '#start/env'

const memcached = env.get('MEMCACHED_SERVERS')

/** Where processes share parts of pages, behind the memory of each (docs/cache.md). */
const cache = {
  store: chosenCacheStore(env.get('CACHE_STORE'), (name) => {
    return name === 'MEMCACHED_SERVERS' ? memcached.length > 0 : Boolean(env.get('REDIS_URL'))
  }),
  memcached,
}

export default cache
