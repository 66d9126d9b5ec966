import { test } from '@japa/runner'
import { chosenCacheStore, memcachedServers } from '#boot/cache_store'

test.group('CACHE_STORE', () => {
  const chosen = (store: Parameters<typeof chosenCacheStore>[0], ...set: string[]) =>
    chosenCacheStore(store, (name) => set.includes(name))

  test('is what it was where nothing is set: Redis when there is one, else memory', ({ assert }) => {
    assert.equal(chosen(undefined), 'memory')
    assert.equal(chosen(undefined, 'MEMCACHED_SERVERS'), 'memory')
    assert.equal(chosen(undefined, 'REDIS_URL'), 'redis')
  })

  test('is what was chosen', ({ assert }) => {
    assert.equal(chosen('memory', 'REDIS_URL'), 'memory')
    assert.equal(chosen('database', 'REDIS_URL'), 'database')
    assert.equal(chosen('memcached', 'MEMCACHED_SERVERS'), 'memcached')
  })

  test('says what is missing', ({ assert }) => {
    assert.throws(
      () => chosen('redis', 'MEMCACHED_SERVERS'),
      'CACHE_STORE is redis, which needs REDIS_URL: set it, or set CACHE_STORE to memory or database.'
    )
    assert.throws(
      () => chosen('memcached', 'REDIS_URL'),
      'CACHE_STORE is memcached, which needs MEMCACHED_SERVERS: set it, or set CACHE_STORE to memory or database.'
    )
  })
})

test.group('MEMCACHED_SERVERS', () => {
  test('names hosts and addresses, each once, with a port or without', ({ assert }) => {
    assert.deepEqual(
      memcachedServers('MEMCACHED_SERVERS', ' cache1:11212, 10.0.0.7,,[::1]:11213, [fd00::2], cache1:11212'),
      [
        { host: 'cache1', port: 11212 },
        { host: '10.0.0.7', port: 11211 },
        { host: '::1', port: 11213 },
        { host: 'fd00::2', port: 11211 },
      ]
    )
    assert.deepEqual(memcachedServers('MEMCACHED_SERVERS', undefined), [])
  })

  test('refuses "{$self}"')
    .with(['memcached://cache1:11211', 'cache1:0', 'cache1:70000', 'cache1:port', '::1', 'a b', 'cache1 cache2'])
    .run(({ assert }, value) => {
      assert.throws(
        () => memcachedServers('MEMCACHED_SERVERS', value),
        `MEMCACHED_SERVERS takes servers such as cache1:11211, with commas between them, but not "${value}"`
      )
    })
})
