import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { AnnouncementListener } from '@pydotorg/platform/announcements'
import { Fragments, fragmentStore, type SharedStore } from '@pydotorg/platform/cache'
import { InterruptibleWay } from '#tests/interruptible_way'
import { waitUntil } from '../features/wait_until.js'
import { quiet, sharedPlaces } from './shared_places.js'

/** Milliseconds until a store that was away is tried again. */
const PAUSE = 100
/** Milliseconds within which a change is known everywhere. */
const PROMISED = 1_000

for (const { name, address, open } of sharedPlaces) {
  test.group(`Fragments that processes share in: ${name}`, (group) => {
    group.tap((member) => member.skip(address === null, 'this machine has none'))

    let prefix = ''
    let way: InterruptibleWay
    const closing: (() => unknown)[] = []
    group.each.setup(async () => {
      prefix = `fragments:${randomUUID()}`
      way = new InterruptibleWay(address!)
      await way.mend()
      return async () => {
        await way.mend()
        await openStore(address!).clear()
        for (const close of closing.splice(0).reverse()) await close()
        await way.cut()
      }
    })

    /** Machines that test are busy, so only tests of what is away are impatient. */
    function openStore(at = way.url, patience = 5_000): SharedStore {
      const { shared, close } = open(at, { prefix, log: quiet, pause: PAUSE, patience })
      closing.push(close)
      return shared
    }

    /** Another process: a memory and connections of its own. Their clocks are one. */
    function newProcess() {
      const fragments = new Fragments({
        store: fragmentStore({ shared: openStore(), clocksDiffer: 0 }),
        db,
        log: quiet,
      })
      let calls = 0
      const pets = { lifetime: 60, tags: ['pets'] }
      const show = (render: () => Promise<string> | string = () => 'new') =>
        fragments.remember('pets.list', pets, () => {
          calls += 1
          return render()
        })
      const isAway = () => fragments.shared!.servers().some(({ awaySince }) => awaySince)
      return { fragments, show, isAway, calls: () => calls }
    }

    async function listening() {
      const one = newProcess()
      const connection = { connectionString: String(process.env.DATABASE_URL) }
      const listener = new AnnouncementListener({ connection, log: quiet }).add(one.fragments.channel())
      closing.push(() => listener.stop())
      await listener.start()
      return one
    }

    test('are rendered by one, and shown by the other', async ({ assert }) => {
      const [here, there] = [newProcess(), newProcess()]
      assert.equal(await here.show(() => 'by the first'), 'by the first')
      assert.equal(await there.show(() => 'by the second'), 'by the first')
      assert.equal(await there.show(), 'by the first')
      assert.containsSubset(there.fragments.counts(), { hits: 2, fromShared: 1, fromMemory: 1, misses: 0 })
      assert.containsSubset(there.fragments.shared!.servers()[0]!, { found: 1, missing: 0, written: 0 })
      assert.containsSubset(here.fragments.shared!.servers()[0]!, { found: 0, missing: 1, written: 1 })
    })

    test('are forgotten by all within a second after one has dropped their tag', async ({ assert }) => {
      const [here, there] = [await listening(), await listening()]
      await here.show(() => 'old')
      assert.equal(await there.show(), 'old')
      await here.fragments.dropTags(['pets'])
      assert.equal(await here.show(), 'new')
      assert.isTrue(await waitUntil(async () => (await there.show()) === 'new', PROMISED))
    })

    test('are not believed by who has heard of a change, when another was still rendering', async ({ assert }) => {
      const [here, slow] = [newProcess(), newProcess()]
      const rendered = Promise.withResolvers<string>()
      const begun = Promise.withResolvers<void>()
      const keeping = slow.show(() => {
        begun.resolve()
        return rendered.promise
      })
      await begun.promise
      await here.fragments.dropTags(['pets'])
      rendered.resolve('read before the change')
      await keeping
      assert.equal(await here.show(), 'new')
    })

    test('are not believed by a process that began to listen after they were made', async ({ assert }) => {
      await newProcess().show(() => 'changed since, while nobody listened')
      assert.equal(await (await listening()).show(), 'new')
    })

    test('may be made where clocks differ a little', async ({ assert }) => {
      const store = fragmentStore({ shared: openStore(), clocksDiffer: 60_000 })
      const careful = new Fragments({ store, db, log: quiet })
      await newProcess().show(() => 'by a clock that may be ahead')
      const pets = { lifetime: 60, tags: ['pets'] }
      assert.equal(await careful.remember('pets.list', pets, () => 'own'), 'own')
      assert.equal(await careful.remember('pets.list', pets, () => 'again'), 'own')
    })

    test('are rendered while it is away, kept in memory, and shared again when it is back', async ({ assert }) => {
      const [here, there] = [newProcess(), newProcess()]
      await here.show(() => 'old')
      await way.cut()
      const began = performance.now()
      await here.fragments.dropTags(['pets'])
      assert.equal(await here.show(() => 'meanwhile'), 'meanwhile')
      assert.equal(await here.show(), 'meanwhile')
      assert.isBelow(performance.now() - began, PROMISED)
      assert.equal(here.calls(), 2)
      assert.isTrue(here.isAway())
      await way.mend()
      let round = 0
      const isShared = async () => {
        round += 1
        const fresh = { lifetime: 60, tags: [] }
        const key = `pets.${round}`
        await here.fragments.remember(key, fresh, () => 'shared')
        return (await there.fragments.remember(key, fresh, () => 'own')) === 'shared'
      }
      assert.isTrue(await waitUntil(isShared, 5_000))
      assert.isFalse(here.isAway())
    })

    test('that changed while it was away are not shown when it is back, not by a new process either', async ({
      assert,
    }) => {
      const here = newProcess()
      await here.show(() => 'old')
      await way.cut()
      await here.fragments.dropTags(['pets'])
      await way.mend()
      const [late] = [newProcess()]
      assert.equal(await late.show(), 'new')
      assert.isTrue(await waitUntil(async () => (await here.show()) === 'new', PROMISED))
    })

    test('are deleted with everything, and nothing else is', async ({ assert }) => {
      const shared = openStore()
      const own = prefix
      prefix = `${own.slice(0, -1)}_`
      const neighbour = openStore()
      prefix = own
      await Promise.all([shared.set('a', 'x', 60_000), neighbour.set('a', 'y', 60_000)])
      await shared.clear()
      assert.isUndefined(await openStore().get('a'))
      assert.equal(await neighbour.get('a'), 'y')
      await shared.set('a', 'z', 60_000)
      assert.equal(await openStore().get('a'), 'z')
      await neighbour.clear()
    })

    test('have any key and any text', async ({ assert }) => {
      const shared = openStore()
      const keys = ['', 'a', 'a b', 'a\r\nmn', 'naïve', 'nul\0', '%_*', 'x'.repeat(300), 'x'.repeat(5_000)]
      const texts = ['', 'x', 'ä\r\n€\r\nEN\r\n', '"\\u0000"', 'y'.repeat(900_000)]
      for (const key of keys) assert.isTrue(await shared.set(key, `of ${key.length}`, 60_000), key)
      for (const key of keys) assert.equal(await shared.get(key), `of ${key.length}`, key)
      for (const text of texts) {
        await shared.set('a', text, 60_000)
        assert.equal(await shared.get('a'), text)
      }
    })

    test('are deleted one by one and many at once', async ({ assert }) => {
      const shared = openStore()
      for (const key of ['a', 'b', 'c', 'd']) await shared.set(key, key, 60_000)
      assert.isTrue(await shared.delete('a'))
      assert.isFalse(await shared.delete('a'))
      await shared.deleteMany(['b', 'c', 'unknown'])
      const left = await Promise.all(['a', 'b', 'c', 'd'].map((key) => shared.get(key)))
      assert.deepEqual(left, [undefined, undefined, undefined, 'd'])
      assert.equal(await shared.pull('d'), 'd')
      assert.isUndefined(await shared.get('d'))
    })

    test('are gone when their time is over, also after 60 days, and never without a time', async ({ assert }) => {
      const shared = openStore()
      await shared.set('short', 'x', 20)
      await shared.set('long', 'x', 60 * 86_400_000)
      await shared.set('for ever', 'x')
      assert.isTrue(await waitUntil(async () => (await shared.get('short')) === undefined, 5_000))
      assert.equal(await shared.get('long'), 'x')
      assert.equal(await shared.get('for ever'), 'x')
    }).timeout(10_000)

    test('come in one piece when many ask at once', async ({ assert }) => {
      const shared = openStore()
      const keys = Array.from({ length: 200 }, (_, index) => `key ${index}`)
      const textOf = (key: string) => `${key} `.repeat(1 + (Number(key.slice(4)) % 50) * 40)
      await Promise.all(keys.map((key) => shared.set(key, textOf(key), 60_000)))
      const read = await Promise.all(keys.map((key) => shared.get(key)))
      assert.deepEqual(
        read.map((text, index) => text === textOf(keys[index]!)),
        keys.map(() => true)
      )
    })
  })
}
