import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { AnnouncementListener } from '@pydotorg/platform/announcements'
import { Fragments, fragmentStore, type FragmentParts } from '@pydotorg/platform/cache'
import { waitUntil } from '../features/wait_until.js'
import { fragmentsContract } from './fragments_contract.js'
import { quiet, sharedPlaces } from './shared_places.js'

fragmentsContract({ name: 'memory', make: async () => ({ store: fragmentStore() }) })
for (const { name, address, open } of sharedPlaces) {
  const make = async () => {
    const { shared, close } = open(address!, { prefix: `fragments:${randomUUID()}`, log: quiet })
    return { store: fragmentStore({ shared }), close }
  }
  fragmentsContract({ name: `memory and ${name}`, make, isThere: address !== null })
}

const logged: string[] = []
const log = {
  info: () => undefined,
  warn: (_details: object, message: string) => void logged.push(message),
  error: (_details: object, message: string) => void logged.push(message),
}

function fragmentsOf(parts: Partial<FragmentParts> = {}): Fragments {
  return new Fragments({ store: fragmentStore(), db, log, ...parts })
}

/** As a second process has them: a memory of its own, and a connection that listens. */
async function elsewhere(parts: Partial<FragmentParts> = {}) {
  const fragments = fragmentsOf(parts)
  const connection = { connectionString: String(process.env.DATABASE_URL) }
  const listener = new AnnouncementListener({ connection, log }).add(fragments.channel())
  await listener.start()
  let calls = 0
  const version = () => fragments.remember('pets.list', { lifetime: 60, tags: ['pets'] }, () => (calls += 1))
  return { listener, version }
}

test.group('Dropped tags', (group) => {
  group.each.setup(() => void logged.splice(0))

  test('reach another process within a second', async ({ assert, cleanup }) => {
    const { listener, version } = await elsewhere()
    cleanup(() => listener.stop())
    assert.equal(await version(), 1)
    await fragmentsOf().dropTags(['pets'])
    assert.isTrue(await waitUntil(async () => (await version()) === 2, 1000))
  })

  test('are dropped when the transaction is committed, here and elsewhere, not before', async ({ assert, cleanup }) => {
    const { listener, version } = await elsewhere()
    cleanup(() => listener.stop())
    const here = fragmentsOf()
    let calls = 0
    const versionHere = () => here.remember('pets.list', { lifetime: 60, tags: ['pets'] }, () => (calls += 1))
    await Promise.all([version(), versionHere()])
    const trx = await db.transaction()
    await here.dropTags(['pets'], trx)
    assert.deepEqual(await Promise.all([version(), versionHere()]), [1, 1])
    await trx.commit()
    assert.equal(await versionHere(), 2)
    assert.isTrue(await waitUntil(async () => (await version()) === 2, 1000))
  })

  test('stay when the transaction is rolled back', async ({ assert, cleanup }) => {
    const { listener, version } = await elsewhere()
    cleanup(() => listener.stop())
    await version()
    const here = fragmentsOf()
    const trx = await db.transaction()
    await here.dropTags(['pets'], trx)
    await trx.rollback()
    // What is announced later arrives later.
    await here.dropTags(['cars'])
    assert.isFalse(await waitUntil(async () => (await version()) === 2, 150))
    assert.equal(here.counts().dropped, 1)
  })

  test('may be more than fit into one announcement', async ({ assert, cleanup }) => {
    const { listener, version } = await elsewhere()
    cleanup(() => listener.stop())
    await version()
    const many = Array.from({ length: 2000 }, (_, index) => `päts:${index}`)
    await fragmentsOf().dropTags([...many, 'pets'])
    assert.isTrue(await waitUntil(async () => (await version()) === 2, 1000))
  })

  test('are taken for missed while the connection was broken', async ({ assert, cleanup }) => {
    const { listener, version } = await elsewhere()
    cleanup(() => listener.stop())
    await version()
    await db.rawQuery(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'pydotorg announcements'"
    )
    assert.isTrue(await waitUntil(async () => (await version()) === 2, 3000))
  })

  test('survive an announcement that is none', async ({ assert, cleanup }) => {
    const { listener, version } = await elsewhere()
    cleanup(() => listener.stop())
    await version()
    for (const payload of ['', '{}', '[1, null]', 'nonsense']) {
      await db.rawQuery("select pg_notify('pydotorg_cache', ?)", [payload])
    }
    await fragmentsOf().dropTags(['pets'])
    assert.isTrue(await waitUntil(async () => (await version()) === 2, 1000))
    assert.deepEqual(logged, [])
  })
})

test.group('Fragments without what they stand on', (group) => {
  group.each.setup(() => void logged.splice(0))

  test('are rendered when the store fails', async ({ assert }) => {
    const store = { keep: () => Promise.reject(new Error('out of order')), counts: () => ({}) } as never
    const fragments = fragmentsOf({ store })
    assert.equal(await fragments.remember('pets.list', { lifetime: 60, tags: [] }, () => 'rendered'), 'rendered')
    assert.equal(fragments.counts().failures, 1)
    assert.deepEqual(logged, ['the cache failed; the fragment is rendered without it'])
  })

  test('are dropped here when the database cannot tell the others', async ({ assert }) => {
    const away = { connection: () => ({ rawQuery: () => Promise.reject(new Error('away')) }) } as never
    const fragments = fragmentsOf({ db: away })
    const remember = () => fragments.remember('pets.list', { lifetime: 60, tags: ['pets'] }, () => 'rendered')
    await remember()
    await fragments.dropTags(['pets'])
    await remember()
    assert.equal(fragments.counts().misses, 2)
    assert.deepEqual(logged, ['other processes could not be told what has changed'])
  })
})
