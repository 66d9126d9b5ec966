import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { RouterFactory } from '@adonisjs/core/factories/http'
import type { Route } from '@adonisjs/core/http'
import { test } from '@japa/runner'
import {
  limitOf,
  MemoryCounter,
  networkOf,
  rateCaller,
  rateLimit,
  RateLimits,
  TooManyRequests,
  type RateCaller,
} from '@pydotorg/platform/rate_limits'
import rateLimitSettings from '#config/rate_limits'

const GUEST: RateCaller = { key: 'anon:192.0.2.1', kind: 'anonymous' }
const USER: RateCaller = { key: 'user:7', kind: 'user' }
const STAFF: RateCaller = { key: 'staff:8', kind: 'staff' }

function limits(changes: Partial<typeof rateLimitSettings> = {}): RateLimits {
  const [low, shared, legacyApi] = [new MemoryCounter(60), new MemoryCounter(60), new MemoryCounter(86_400)]
  return new RateLimits({ ...rateLimitSettings, enabled: true, ...changes }, { low, shared, legacyApi })
}

test.group('Tiers', () => {
  test('{tier} allows {guest} requests a minute, {user} when signed in, {staff} to staff')
    .with([
      { tier: 'critical', guest: 5, user: 20, staff: 100 },
      { tier: 'high', guest: 20, user: 80, staff: 400 },
      { tier: 'medium', guest: 60, user: 240, staff: 1_200 },
      { tier: 'low', guest: 120, user: 480, staff: 2_400 },
    ] as const)
    .run(({ assert }, { tier, guest, user, staff }) => {
      const allowed = [GUEST, USER, STAFF].map((caller) => limits().allowance(tier, caller))
      assert.deepEqual(allowed, [guest, user, staff])
    })

  test('count tiers, buckets and callers apart', async ({ assert }) => {
    const all = limits()
    const remaining = async (tier: 'critical' | 'low', bucket: string, caller: RateCaller) =>
      (await all.take({ tier, bucket }, caller))?.remaining
    assert.equal(await remaining('critical', 'sign-in', GUEST), 4)
    assert.equal(await remaining('critical', 'sign-in', GUEST), 3)
    assert.equal(await remaining('critical', 'sign-up', GUEST), 4)
    assert.equal(await remaining('critical', 'sign-in', USER), 19)
    assert.equal(await remaining('low', 'sign-in', GUEST), 119)
  })

  test('count nothing when they are off, and they are off in tests', async ({ assert }) => {
    assert.isNull(await limits({ enabled: false }).take({ tier: 'critical', bucket: 'x' }, GUEST))
    assert.isNull(await limits({ enabled: false }).takeFromLegacyQuota(GUEST))
    assert.isFalse((await app.container.make(RateLimits)).settings.enabled)
  })
})

test.group('The quota of the legacy API', () => {
  const legacyApi = { anonymous: 2, user: 3 }

  test('is one of guests and another of accounts, for a day', async ({ assert }) => {
    const all = limits({ legacyApi })
    const allowed = async (caller: RateCaller) => (await all.takeFromLegacyQuota(caller))?.isAllowed
    assert.deepEqual([await allowed(GUEST), await allowed(GUEST), await allowed(GUEST)], [true, true, false])
    assert.deepEqual(
      [await allowed(USER), await allowed(USER), await allowed(USER), await allowed(USER)],
      [true, true, true, false]
    )
    const { resetIn, window } = (await all.takeFromLegacyQuota(GUEST))!
    assert.equal(window, 86_400)
    assert.isAbove(resetIn, 86_390)
  })

  test('has no end when it is 0', async ({ assert }) => {
    assert.isNull(await limits({ legacyApi: { anonymous: 0, user: 3 } }).takeFromLegacyQuota(GUEST))
  })

  test('is a hundred times that of python.org for guests, unless an operator sets it', ({ assert }) => {
    assert.deepEqual(rateLimitSettings.legacyApi, { anonymous: 10_000, user: 100_000 })
  })
})

test.group('What limits a route', () => {
  function limit(method: string, define: (route: Route) => unknown = () => {}, pattern = '/things/') {
    const router = new RouterFactory().create()
    define(router.route(pattern, ['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS'], () => {}))
    router.commit()
    return limitOf(router.match(pattern, method, true)!.route, method)
  }

  test('is its method, when it says nothing: {method} is {tier}')
    .with([
      { method: 'GET', tier: 'low', bucket: 'reads' },
      { method: 'HEAD', tier: 'low', bucket: 'reads' },
      { method: 'OPTIONS', tier: 'low', bucket: 'reads' },
      { method: 'POST', tier: 'medium', bucket: 'writes' },
      { method: 'DELETE', tier: 'medium', bucket: 'writes' },
    ])
    .run(({ assert }, { method, tier, bucket }) => assert.deepEqual(limit(method), { tier, bucket } as never))

  test('is its mark, counted alone', ({ assert }) => {
    const marked = limit('POST', (route) => route.as('accounts.sessions.store').use(rateLimit('critical')))
    assert.deepEqual(marked, { tier: 'critical', bucket: 'accounts.sessions.store' })
    assert.deepEqual(
      limit('GET', (route) => route.use(rateLimit('high'))),
      { tier: 'high', bucket: '/things' }
    )
  })

  test('is a bucket that it shares', ({ assert }) => {
    const shared = limit('POST', (route) => route.use(rateLimit('critical', 'sign-in')))
    assert.deepEqual(shared, { tier: 'critical', bucket: 'sign-in' })
  })

  test('is its own mark rather than that of its group', ({ assert }) => {
    const router = new RouterFactory().create()
    router
      .group(() => {
        router.post('/dear', () => {}).use(rateLimit('high'))
        router.post('/others', () => {})
      })
      .use(rateLimit('critical', 'group'))
    router.commit()
    assert.equal(limitOf(router.match('/dear', 'POST', true)!.route, 'POST')?.tier, 'high')
    assert.equal(limitOf(router.match('/others', 'POST', true)!.route, 'POST')?.tier, 'critical')
  })

  test('is nothing for monitors, and no tier for the legacy API', ({ assert }) => {
    assert.isNull(limit('GET', (route) => route.use(rateLimit('unlimited'))))
    assert.isNull(limit('GET', () => {}, '/api/v2/events/'))
    assert.isNull(limit('GET', () => {}, '/api/v2/'))
    assert.equal(limit('GET', () => {}, '/api/v3/events/')?.tier, 'low')
    assert.equal(limit('GET', (route) => route.use(rateLimit('low')), '/api/v1/')?.tier, 'low')
  })
})

test.group('For whom is counted', () => {
  test('{ip} is counted as {network}')
    .with([
      { ip: '192.0.2.7', network: '192.0.2.7' },
      { ip: '::ffff:192.0.2.7', network: '192.0.2.7' },
      { ip: '2001:db8:1:2:3:4:5:6', network: '2001:db8:1:2::/64' },
      { ip: '2001:0DB8:0001:0002::9', network: '2001:db8:1:2::/64' },
      { ip: '2001:db8::1', network: '2001:db8:0:0::/64' },
      { ip: '::1', network: '0:0:0:0::/64' },
      { ip: 'fe80::1%eth0', network: 'fe80:0:0:0::/64' },
      { ip: '1:2:3::192.0.2.7', network: '1:2:3:0::/64' },
    ])
    .run(({ assert }, { ip, network }) => assert.equal(networkOf(ip), network))

  test('is an account, when one is known, and staff apart', async ({ assert }) => {
    const ctx = await testUtils.createHttpContext()
    const as = (user: object | undefined) => rateCaller(Object.assign(ctx, { auth: { user } }))
    assert.deepEqual(as({ id: 7, isStaff: false, isSuperuser: false }), USER)
    assert.deepEqual(as({ id: 8, isStaff: true, isSuperuser: false }), STAFF)
    assert.deepEqual(as({ id: 8, isStaff: false, isSuperuser: true }), STAFF)
    assert.equal(as(undefined).kind, 'anonymous')
  })
})

test.group('TooManyRequests', () => {
  test('says to come back in {words} after {resetIn} seconds')
    .with([
      { resetIn: 1, words: 'a second' },
      { resetIn: 42, words: '42 seconds' },
      { resetIn: 601, words: '11 minutes' },
      { resetIn: 80_000, words: '23 hours' },
    ])
    .run(({ assert }, { resetIn, words }) => {
      const error = new TooManyRequests({ key: 'x', limit: 1, window: 60, isAllowed: false, remaining: 0, resetIn })
      assert.equal(error.message, `There were too many requests in a short time. Try again in ${words}.`)
      assert.equal(error.retryAfter, resetIn)
    })
})
