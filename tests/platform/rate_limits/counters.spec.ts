import { randomUUID } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { MemoryCounter, SteadyCounter, StoreCounter, type Counter } from '@pydotorg/platform/rate_limits'
import { testRedis, useTestRedis } from '../../test_redis.js'
import { counterContract } from './counter_contract.js'

/** The stores keep what earlier tests counted, so every counter has keys of its own. */
async function storeCounter(store: string, window: number): Promise<Counter> {
  const counter = new StoreCounter(await app.container.make('limiter.manager'), store, window)
  const prefix = randomUUID()
  return { window, hit: (key, limit) => counter.hit(`${prefix}:${key}`, limit) }
}

counterContract({ name: 'MemoryCounter', make: async (window) => new MemoryCounter(window) })
counterContract({ name: 'StoreCounter in memory', make: (window) => storeCounter('memory', window) })
counterContract({ name: 'StoreCounter in the database', make: (window) => storeCounter('database', window) })
useTestRedis()
counterContract({
  name: 'StoreCounter in Redis',
  make: (window) => storeCounter('redis', window),
  isThere: testRedis !== null,
})

test.group('MemoryCounter', () => {
  test('holds no more keys than it may, and forgets the oldest first', async ({ assert }) => {
    const counter = new MemoryCounter(60, 2)
    await counter.hit('a', 1)
    await counter.hit('b', 1)
    await counter.hit('c', 1)
    assert.isFalse((await counter.hit('c', 1)).isAllowed)
    assert.isFalse((await counter.hit('b', 1)).isAllowed)
    assert.isTrue((await counter.hit('a', 1)).isAllowed)
  })
})

test.group('StoreCounter in the database', (group) => {
  group.each.setup(async () => {
    await db.rawQuery('truncate rate_limits')
    return async () => void (await db.rawQuery('truncate rate_limits'))
  })

  test('counts for all processes: another counter goes on where the first one stopped', async ({ assert }) => {
    const stores = await app.container.make('limiter.manager')
    await new StoreCounter(stores, 'database', 60).hit('shared', 5)
    assert.equal((await new StoreCounter(stores, 'database', 60).hit('shared', 5)).remaining, 3)
    const { rows } = await db.rawQuery('select key, points from rate_limits')
    assert.deepEqual(rows, [{ key: 'ratelimit:shared', points: 2 }])
  })

  test('takes keys of any length', async ({ assert }) => {
    const counter = new StoreCounter(await app.container.make('limiter.manager'), 'database', 60)
    await counter.hit('x'.repeat(5_000), 1)
    assert.isFalse((await counter.hit('x'.repeat(5_000), 1)).isAllowed)
    assert.isTrue((await counter.hit('x'.repeat(5_001), 1)).isAllowed)
  })

  test('asks no more about who is over the limit already', async ({ assert }) => {
    const counter = new StoreCounter(await app.container.make('limiter.manager'), 'database', 60)
    for (let i = 0; i < 50; i += 1) await counter.hit('flood', 2)
    const { rows } = await db.rawQuery("select points from rate_limits where key = 'ratelimit:flood'")
    assert.deepEqual(rows, [{ points: 2 }])
  })
})

/** A store that can be taken away. */
class Store extends MemoryCounter {
  isAway = false
  isMute = false
  asked = 0

  override async hit(key: string, limit: number) {
    this.asked += 1
    if (this.isMute) await new Promise(() => {})
    if (this.isAway) throw new Error('connect ECONNREFUSED')
    return super.hit(key, limit)
  }
}

test.group('SteadyCounter', () => {
  function steady() {
    const store = new Store(60)
    const said: string[] = []
    const log = { warn: (_: object, text: string) => said.push(text), info: (text: string) => said.push(text) }
    return { store, said, counter: new SteadyCounter(store, log) }
  }

  test('counts in the store while it is there, and says nothing', async ({ assert }) => {
    const { counter, store, said } = steady()
    await counter.hit('a', 2)
    assert.equal((await store.hit('a', 2)).remaining, 0)
    assert.deepEqual(said, [])
  })

  test('goes on, still limits, says so once, and leaves a store alone that is away', async ({ assert }) => {
    const { counter, store, said } = steady()
    store.isAway = true
    const hits = []
    for (let i = 0; i < 4; i += 1) hits.push((await counter.hit('a', 3)).isAllowed)
    assert.deepEqual(hits, [true, true, true, false])
    assert.equal(store.asked, 1)
    assert.deepEqual(said, ['the store of the rate limits is away; this process counts alone meanwhile'])
  })

  test('waits a second for a store that does not answer, and then not again', async ({ assert }) => {
    const { counter, store, said } = steady()
    store.isMute = true
    const started = performance.now()
    for (let i = 0; i < 3; i += 1) await counter.hit('a', 3)
    const took = performance.now() - started
    // A timer may ring a millisecond early, and a busy machine is late; waiting twice would take two seconds.
    assert.isAtLeast(took, 998)
    assert.isBelow(took, 2_000)
    assert.equal(store.asked, 1)
    assert.lengthOf(said, 1)
  })

  test('tries the store again after a pause, and says that it is back', async ({ assert, cleanup }) => {
    const { counter, store, said } = steady()
    const { now } = Date
    cleanup(() => void (Date.now = now))
    store.isAway = true
    await counter.hit('a', 3)
    Date.now = () => now() + 6_000
    await counter.hit('a', 3)
    assert.equal(store.asked, 2)
    store.isAway = false
    Date.now = () => now() + 12_000
    assert.equal((await counter.hit('a', 3)).remaining, 2)
    assert.lengthOf(said, 2)
    assert.equal(said[1], 'the store of the rate limits is back')
  })
})
