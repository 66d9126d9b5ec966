import { test } from '@japa/runner'
import { SharedStore } from '@pydotorg/platform/cache'
import { GuardedServer } from '@pydotorg/platform/cache/shared/guarded_server'
import { CacheCheck } from '#health/cache_check'

/** Servers that answer, or do not. */
function shared(...answering: boolean[]): SharedStore {
  const log = { info: () => undefined, warn: () => undefined }
  const servers = answering.map((isThere, index) => {
    const driver = { get: () => (isThere ? Promise.resolve(undefined) : Promise.reject(new Error('away'))) }
    return new GuardedServer({ name: `secret${index}:11211`, driver: driver as never, log })
  })
  return new SharedStore('memcached', servers)
}

test.group('The check of the cache', () => {
  const run = (store: SharedStore | null) => new CacheCheck({ shared: store }).run()

  test('is content with memory, and with a store that answers', async ({ assert }) => {
    assert.containsSubset(await run(null), { status: 'ok', message: 'Parts of pages are kept in memory' })
    const message = 'Parts of pages are kept in memory and shared (memcached)'
    assert.containsSubset(await run(shared(true, true)), { status: 'ok', message })
  })

  test('asks, warns of what is away, and names it to operators only', async ({ assert }) => {
    const one = await run(shared(false))
    const alone = 'Parts of pages are kept in memory alone: the store is away (memcached)'
    assert.containsSubset(one, { status: 'warning', message: alone, meta: { away: ['secret0:11211'], answering: 0 } })
    const { status, message } = await run(shared(true, false, true))
    const some = 'Some parts of pages are kept in memory alone: 1 of 3 servers are away (memcached)'
    assert.deepEqual([status, message], ['warning', some])
  })
})
