import app from '@adonisjs/core/services/app'
import type { Router } from '@adonisjs/core/http'
import { test } from '@japa/runner'
import { rateLimit } from '@pydotorg/platform/rate_limits'
import { limitRates } from '@pydotorg/platform/testing'
import { trustedProxies } from '#boot/trusted_proxies'
import { ask, smallSite, type Answer, type SmallSite } from '#tests/small_site'

function routes(router: Router): void {
  router.use([() => import('#middleware/rate_limit_middleware')])
  router.get('/pets/', () => 'pets').as('pets.index')
  router.get('/pets/mine/', ({ response }) => {
    response.header('Cache-Control', 'private').send('my pets')
  })
  router.post('/pets/', () => 'saved').as('pets.store')
  router
    .post('/pets/sign-in/', ({ response }) => response.redirect('/pets/'))
    .as('pets.sign_in')
    .use(rateLimit('critical'))
  router
    .get('/pets/search/', () => 'found')
    .as('pets.search')
    .use(rateLimit('critical'))
  router
    .get('/pets/alive/', () => 'alive')
    .as('pets.alive')
    .use(rateLimit('unlimited'))
  router.get('/api/v3/pets/', () => [])
}

const limitHeaders = ({ headers }: Answer) =>
  ['ratelimit-policy', 'ratelimit-limit', 'ratelimit-remaining'].map((name) => headers[name])

/** Reads of the machine itself are not counted. The tests trust the proxy that they stand in for. */
const FROM_OUTSIDE = { 'x-forwarded-for': '203.0.113.9' }

test.group('Rate limits', (group) => {
  let site: SmallSite

  const read = (path: string, headers: Record<string, string> = {}) =>
    ask(site.port, path, { headers: { ...FROM_OUTSIDE, ...headers } })
  const write = (path: string, headers: Record<string, string> = {}) =>
    ask(site.port, path, { method: 'POST', headers: { ...FROM_OUTSIDE, ...headers } })
  const statuses = async (times: number, send: () => Promise<Answer>) => {
    const found: number[] = []
    for (let i = 0; i < times; i += 1) found.push((await send()).status)
    return found
  }

  group.each.setup(() => limitRates({ critical: 3, medium: 4, low: 5 }))
  group.each.setup(async () => {
    site = await smallSite(routes)
    return () => site.close()
  })

  test('let as many reads pass as the tier allows, counted over all pages, and then answer 429', async ({ assert }) => {
    assert.deepEqual(await statuses(4, () => read('/pets/')), [200, 200, 200, 200])
    assert.deepEqual(await statuses(2, () => read('/pets/mine/')), [200, 429])
    assert.equal((await read('/pets/')).status, 429)
  })

  test('count writes apart from reads', async ({ assert }) => {
    assert.deepEqual(await statuses(5, () => write('/pets/')), [200, 200, 200, 200, 429])
    assert.equal((await read('/pets/')).status, 200)
  })

  test('count a route with a tier of its own alone', async ({ assert }) => {
    assert.deepEqual(await statuses(4, () => write('/pets/sign-in/')), [302, 302, 302, 429])
    assert.deepEqual(await statuses(4, () => read('/pets/search/')), [200, 200, 200, 429])
    assert.equal((await write('/pets/')).status, 200)
  })

  test('let three of five pass that come at once when three are allowed', async ({ assert }) => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => read('/pets/search/')))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 200, 429, 429])
  })

  test('let the machine itself read: a proxy that nobody named would be every visitor at once', async ({ assert }) => {
    for (let i = 0; i < 12; i += 1) assert.equal((await ask(site.port, '/pets/')).status, 200)
    const answers = await statuses(5, () => ask(site.port, '/pets/', { method: 'POST' }))
    assert.deepEqual(answers, [200, 200, 200, 200, 429])
  })

  test('never stop a monitor', async ({ assert }) => {
    const answers = await statuses(20, () => read('/pets/alive/'))
    assert.deepEqual([...new Set(answers)], [200])
  })

  test('say with a write how many are left', async ({ assert }) => {
    const [first, second] = [await write('/pets/sign-in/'), await write('/pets/sign-in/')]
    assert.deepEqual(limitHeaders(first), ['3; w=60', '3', '2'])
    assert.deepEqual(limitHeaders(second), ['3; w=60', '3', '1'])
    assert.match(String(second.headers['ratelimit-reset']), /^(60|59)$/)
  })

  test('say it with what is one visitor’s own, and never with what a cache may keep', async ({ assert }) => {
    assert.deepEqual(limitHeaders(await read('/pets/mine/')), ['5; w=60', '5', '4'])
    const shared = await read('/pets/')
    assert.include(shared.headers['cache-control'], 'public')
    assert.deepEqual(limitHeaders(shared), [undefined, undefined, undefined])
  })

  test('answer a browser with a page that says when to try again', async ({ assert }) => {
    await statuses(3, () => read('/pets/search/'))
    const { status, headers, body } = await read('/pets/search/', { accept: 'text/html' })
    assert.equal(status, 429)
    assert.match(String(headers['retry-after']), /^(60|59)$/)
    assert.equal(headers['cache-control'], 'no-store')
    assert.deepEqual(limitHeaders({ status, headers, body }), ['3; w=60', '3', '0'])
    assert.include(body, 'One moment, please')
    assert.match(body, /Try again in (60|59) seconds\./)
    assert.match(body, /Come back after\s+<time/)
  })

  test('answer a program with a problem that holds the seconds', async ({ assert }) => {
    await statuses(5, () => read('/api/v3/pets/'))
    const { status, headers, body } = await read('/api/v3/pets/')
    const problem = JSON.parse(body)
    assert.equal(status, 429)
    assert.include(headers['content-type'], 'application/problem+json')
    assert.containsSubset(problem, { title: 'Too Many Requests', status: 429, instance: '/api/v3/pets/' })
    assert.equal(problem.retry_after, Number(headers['retry-after']))
    assert.isAbove(problem.retry_after, 50)
  })
})

test.group('Rate limits behind a proxy that is trusted', (group) => {
  let site: SmallSite

  const read = async (forwarded: string) =>
    (await ask(site.port, '/pets/search/', { headers: { 'x-forwarded-for': forwarded } })).status

  group.each.setup(() => limitRates({ critical: 1 }))
  group.each.setup(async () => {
    const http = app.config.get<object>('app.http')
    app.config.set('app.http', { ...http, trustProxy: trustedProxies('loopback, 10.0.0.0/8') })
    site = await smallSite(routes)
    return async () => {
      app.config.set('app.http', http)
      await site.close()
    }
  })

  test('count each address that it names', async ({ assert }) => {
    assert.deepEqual([await read('192.0.2.1'), await read('192.0.2.1'), await read('192.0.2.2')], [200, 429, 200])
  })

  test('count the last address that is no proxy, whatever a client put before it', async ({ assert }) => {
    assert.deepEqual(
      [await read('198.51.100.1, 192.0.2.1, 10.0.0.7'), await read('198.51.100.2, 192.0.2.1')],
      [200, 429]
    )
  })

  test('count all addresses of one network for IPv6 as one', async ({ assert }) => {
    assert.deepEqual(
      [await read('2001:db8:0:1::1'), await read('2001:db8:0:1::2'), await read('2001:db8:0:2::1')],
      [200, 429, 200]
    )
  })
})

test.group('Rate limits of the whole site', (group) => {
  group.each.setup(() => limitRates({ low: 2 }))

  test('stop pages, and neither health checks nor files', async ({ assert, client }) => {
    for (const expected of [200, 200, 429]) {
      assert.equal((await client.get('/').headers(FROM_OUTSIDE)).status(), expected)
    }
    for (const path of ['/health', '/health/live', '/health/ready', '/favicon.svg']) {
      for (let i = 0; i < 4; i += 1) assert.equal((await client.get(path)).status(), 200, path)
    }
  })
})
