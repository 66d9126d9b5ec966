import { test } from '@japa/runner'
import { SharedStore } from '@pydotorg/platform/cache'
import { GuardedServer } from '@pydotorg/platform/cache/shared/guarded_server'
import type { ServerDriver } from '@pydotorg/platform/cache/shared/server_driver'
import { waitUntil } from '../features/wait_until.js'

/** A server in memory that can be taken away. */
class Toggled implements ServerDriver {
  readonly kept = new Map<string, string>()
  asked = 0
  isAway = false

  #answer<T>(answer: () => T): Promise<T> {
    this.asked += 1
    return this.isAway ? Promise.reject(new Error('away')) : Promise.resolve(answer())
  }

  get = (key: string) => this.#answer(() => this.kept.get(key))
  set = (key: string, value: string) => this.#answer(() => value !== 'refused' && Boolean(this.kept.set(key, value)))
  delete = (key: string) => this.#answer(() => this.kept.delete(key))
  deleteMany = (keys: string[]) => this.#answer(() => keys.map((key) => this.kept.delete(key)).every(Boolean))
  clear = () => this.#answer(() => this.kept.clear())
  disconnect = async () => undefined
}

function guarded({ name = 'a', pause = 20, patience = 50 } = {}) {
  const driver = new Toggled()
  const logged: string[] = []
  const note = (_details: object, message: string) => void logged.push(message)
  const guard = new GuardedServer({ name, driver, pause, patience, log: { info: note, warn: note } })
  return { driver, guard, logged }
}

test.group('A guarded server', () => {
  test('counts what becomes of questions', async ({ assert }) => {
    const { guard } = guarded()
    await guard.set('a', 'x')
    await guard.set('b', 'refused')
    await guard.get('a')
    await guard.get('c')
    assert.deepEqual(guard.state(), {
      ...{ name: 'a', awaySince: null, found: 1, missing: 1, written: 1, refused: 1, failures: 0, spared: 0 },
    })
  })

  test('is left alone when it fails, and told of once', async ({ assert }) => {
    const { driver, guard, logged } = guarded({ pause: 60_000 })
    driver.isAway = true
    assert.isUndefined(await guard.get('a'))
    assert.isFalse(await guard.set('a', 'x'))
    await guard.clear()
    assert.equal(driver.asked, 1)
    assert.containsSubset(guard.state(), { failures: 1, spared: 2, missing: 0 })
    assert.instanceOf(guard.state().awaySince, Date)
    assert.deepEqual(logged, ['a store of fragments is away; memory goes on alone'])
  })

  test('is tried by one question at a time, and used again once it answers', async ({ assert }) => {
    const { driver, guard, logged } = guarded({ pause: 30 })
    driver.isAway = true
    await guard.get('a')
    const before = driver.asked
    const askMany = async () => {
      await Promise.all([guard.get('a'), guard.get('b'), guard.get('c')])
      return driver.asked > before
    }
    assert.isTrue(await waitUntil(askMany, 2_000))
    assert.equal(driver.asked, before + 1)
    driver.isAway = false
    assert.isTrue(await waitUntil(() => guard.set('a', 'x'), 2_000))
    assert.isNull(guard.state().awaySince)
    assert.deepEqual(logged.slice(1), ['a store of fragments is back'])
  })

  test('is taken for away when it says nothing', async ({ assert }) => {
    const { driver, guard } = guarded({ patience: 20 })
    driver.get = () => new Promise(() => undefined)
    assert.isUndefined(await guard.get('a'))
    assert.isNotNull(guard.state().awaySince)
  })
})

test.group('A store of several servers', () => {
  const keys = Array.from({ length: 300 }, (_, index) => `key ${index}`)

  async function filled(names: readonly string[]) {
    const servers = names.map((name) => guarded({ name }))
    const store = new SharedStore(
      'memcached',
      servers.map(({ guard }) => guard)
    )
    for (const key of keys) await store.set(key, key)
    return { servers, store, keptBy: (key: string) => names[servers.findIndex(({ driver }) => driver.kept.has(key))] }
  }

  test('divides keys among them, in whatever order they are listed', async ({ assert }) => {
    const [one, other] = [await filled(['a:1', 'b:1', 'c:1']), await filled(['c:1', 'a:1', 'b:1'])]
    assert.deepEqual(keys.map(one.keptBy), keys.map(other.keptBy))
    for (const { driver } of one.servers) assert.isAbove(driver.kept.size, 50)
  })

  test('moves only the keys of a server that is gone', async ({ assert }) => {
    const [three, two] = [await filled(['a:1', 'b:1', 'c:1']), await filled(['a:1', 'c:1'])]
    const moved = keys.filter((key) => three.keptBy(key) !== two.keptBy(key))
    assert.deepEqual(
      moved,
      keys.filter((key) => three.keptBy(key) === 'b:1')
    )
  })

  test('goes on with the others when one is away', async ({ assert }) => {
    const { servers, store, keptBy } = await filled(['a:1', 'b:1'])
    servers[0]!.driver.isAway = true
    const read = await Promise.all(keys.map((key) => store.get(key)))
    assert.deepEqual(
      read,
      keys.map((key) => (keptBy(key) === 'b:1' ? key : undefined))
    )
    assert.deepEqual(
      store.servers().map(({ awaySince }) => awaySince !== null),
      [true, false]
    )
  })

  test('deletes and forgets on all of them', async ({ assert }) => {
    const { servers, store } = await filled(['a:1', 'b:1'])
    assert.isTrue(await store.deleteMany(keys.slice(0, 100)))
    assert.equal(servers[0]!.driver.kept.size + servers[1]!.driver.kept.size, 200)
    await store.clear()
    assert.equal(servers[0]!.driver.kept.size + servers[1]!.driver.kept.size, 0)
  })
})
