import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import { Fragments, fragmentStore, SharedStore } from '@pydotorg/platform/cache'
import { GuardedServer } from '@pydotorg/platform/cache/shared/guarded_server'
import { PageCache } from '@pydotorg/platform/page_cache'
import { UserFactory } from '@pydotorg/platform/testing'
import { operator, proved } from './operator.js'

const PAGE = '/admin/cache/'
const PURGE = '/admin/cache/purge/'

const plain = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

/** As a guest, whom pages are kept for; returns where the page came from. */
async function visit(path: string): Promise<string | null> {
  const answer = await fetch(`http://${process.env.HOST}:${process.env.PORT}${path}`)
  await answer.text()
  return answer.headers.get('cache-status')
}

const grouped = (count: number): string => count.toLocaleString('en')
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** A server that has nothing and takes everything, until it is away. */
function server(name: string) {
  const made = { isAway: false, guard: null as unknown as GuardedServer }
  const answer = <T>(value: T) => (made.isAway ? Promise.reject(new Error('away')) : Promise.resolve(value))
  const driver = { get: () => answer(undefined), set: () => answer(true) }
  made.guard = new GuardedServer({ name, driver: driver as never, log: quiet })
  return made
}

async function purges() {
  const { entries } = await (await app.container.make(AuditLog)).page({ action: 'platform.cache.purge' })
  return entries
}

test.group('The cache in the cockpit', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('{0} is for those who may manage the cache')
    .with([[PAGE], [`${PURGE}?everything=true`]])
    .run(async ({ client }, [address]) => {
      for (const user of [await UserFactory.create(), await operator('platform.see_health')]) {
        const response = await client.get(address!).loginAs(user)
        response.assertStatus(403)
      }
      const response = await client.get(address!).loginAs(await operator('platform.manage_cache'))
      response.assertStatus(200)
    })

  test('tells of whole pages: how many came from memory, what they take, what dropped them', async ({
    client,
    assert,
  }) => {
    const user = await operator('platform.manage_cache')
    const cache = await app.container.make(PageCache)
    await visit('/downloads/')
    assert.equal(await visit('/downloads/'), 'pydotorg; hit')
    const { hits, misses, stale, outdated, refused } = cache.counts()
    const page = plain((await client.get(PAGE).loginAs(user)).text())
    const ratio = ((hits + stale) / (hits + stale + misses + outdated + refused)) * 100
    assert.include(page, `Hit ratio ${ratio.toFixed(1)} %`)
    assert.include(page, `Hits ${hits.toLocaleString('en')}`)
    assert.match(page, /Pages kept now 1 Memory \S+ KB At most 64\.0 MB/)
    const [table] = [...cache.tags().keys()].filter((tag) => tag.startsWith('table:'))
    const before = cache.counts().dropped[table!] ?? 0
    cache.drop([table!])
    const after = plain((await client.get(PAGE).loginAs(user)).text())
    assert.include(after, `${table} 0 ${before + 1} `)
  })

  test('tells of parts by store: hits of memory alone, where processes share nothing', async ({ client, assert }) => {
    const user = await operator('platform.manage_cache')
    const fragments = await app.container.make(Fragments)
    const keep = () => fragments.remember('cockpit.sample', { lifetime: 600, tags: [] }, () => 'kept')
    await keep()
    await keep()
    const page = plain((await client.get(PAGE).loginAs(user)).text())
    const { hits, fromMemory, misses } = fragments.counts()
    const ratio = ((fromMemory / (hits + misses)) * 100).toFixed(1)
    assert.include(page, `Memory of this process ${ratio} % ${grouped(fromMemory)} ${grouped(hits + misses)}`)
    assert.include(page, 'Processes share no parts of pages. CACHE_STORE changes that.')
  })

  test('tells of parts by store: hits of what processes share, and how each server is', async ({
    client,
    assert,
    cleanup,
  }) => {
    const user = await operator('platform.manage_cache')
    const [there, away] = [server('cache1:11211'), server('cache2:11211')]
    const shared = new SharedStore('memcached', [there.guard, away.guard])
    const store = fragmentStore({ shared })
    const fragments = new Fragments({ store, db, log: quiet })
    app.container.swap(Fragments, () => fragments)
    cleanup(() => app.container.restore(Fragments))
    away.isAway = true
    // Until both of them were asked for some.
    for (let key = 0; key < 40; key += 1) {
      await fragments.remember(`cockpit.${key}`, { lifetime: 600, tags: [] }, () => 'kept')
    }
    const [up, down] = shared.servers()
    const html = (await client.get(PAGE).loginAs(user)).text()
    const page = plain(html)
    assert.include(page, 'Memory of this process 0.0 % 0 40')
    assert.include(page, `Memcached 0.0 % 0 ${up!.missing}`)
    assert.include(page, `cache1:11211 answers 0 ${up!.missing} ${up!.written} 0 0`)
    assert.match(page, new RegExp(`cache2:11211 away since .+? 0 0 0 0 ${down!.failures + down!.spared} `))
    assert.include(page, 'A server is away')
    assert.isAbove(up!.written, 0)
    assert.isAbove(down!.spared, 0)
  })

  test('a tag is dropped once that is confirmed: the pages with it, and the parts', async ({ client, assert }) => {
    const user = await operator('platform.manage_cache')
    const fragments = await app.container.make(Fragments)
    let made = 0
    const keep = () =>
      fragments.remember('cockpit.sample', { lifetime: 600, tags: ['cockpit_sample'] }, () => (made += 1))
    await keep()
    await visit('/downloads/')
    const cache = await app.container.make(PageCache)
    const [table] = [...cache.tags().keys()].filter((tag) => tag.startsWith('table:'))

    const question = await client.get(PURGE).qs({ tag: table! }).loginAs(user)
    assert.include(plain(question.text()), 'This process keeps 1 page of it now.')
    assert.equal(await visit('/downloads/'), 'pydotorg; hit', 'asking drops nothing')

    const answer = await proved(client.post(PURGE), user).form({ tag: table! })
    answer.assertStatus(303)
    answer.assertHeader('location', PAGE)
    assert.equal(answer.flashMessage('notice'), `What has the tag ${table} is rendered anew.`)
    assert.equal(await visit('/downloads/'), 'pydotorg; fwd=miss; stored')
    await keep()
    assert.equal(made, 1)
    await proved(client.post(PURGE), user).form({ tag: 'cockpit_sample' })
    await keep()
    assert.equal(made, 2)
    const noted = (await purges()).map(({ subject, actor }) => [subject.id, actor.id])
    assert.deepEqual(noted, [
      ['cockpit_sample', user.id],
      [table, user.id],
    ])
  })

  test('everything is dropped once that is confirmed', async ({ client, assert }) => {
    const user = await operator('platform.manage_cache')
    const cache = await app.container.make(PageCache)
    await visit('/downloads/')
    const question = await client.get(PURGE).qs({ everything: 'true' }).loginAs(user)
    assert.include(plain(question.text()), 'The database is asked for every page again')
    const { everything: before = 0 } = cache.counts().dropped
    await proved(client.post(PURGE), user).form({ everything: 'true' })
    assert.equal(cache.counts().pages, 0)
    assert.equal(cache.counts().dropped.everything, before + 1)
    assert.equal(await visit('/downloads/'), 'pydotorg; fwd=miss; stored')
    assert.deepEqual(
      (await purges()).map(({ subject }) => subject.id),
      ['*']
    )
  })

  test('what is no tag is refused where it was typed: "{$self}"')
    .with(['', '*', 'two words', 'x'.repeat(201)])
    .run(async ({ client, assert }, tag) => {
      const user = await operator('platform.manage_cache')
      const asked = await client.get(PURGE).qs({ tag }).loginAs(user)
      asked.assertRedirectsTo(PAGE)
      assert.include(asked.text(), 'Something is not right yet')
      assert.include(asked.text(), `value="${tag}"`)
      const sent = await proved(client.post(PURGE), user).form({ tag })
      sent.assertStatus(303)
      assert.property(sent.flashMessages().inputErrorsBag, 'tag')
      assert.isEmpty(await purges())
    })

  test('nobody else drops anything', async ({ client, assert }) => {
    for (const user of [await UserFactory.create(), await operator('platform.see_health')]) {
      const response = await proved(client.post(PURGE), user).form({ everything: 'true' })
      response.assertStatus(403)
    }
    assert.isEmpty(await purges())
  })
})
