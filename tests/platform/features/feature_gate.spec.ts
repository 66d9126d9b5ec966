import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { switchFeature } from '@pydotorg/platform/testing'
import { featureGate } from '@pydotorg/platform/http'
import CacheHeadersMiddleware from '#middleware/cache_headers_middleware'

/** A public page of the one plugin that this release of the site has. */
const PLUGIN = 'downloads'
const PAGE = '/downloads/'

test.group('Feature gate', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('lets a request through while the feature is on, without a cookie', async ({ client, assert }) => {
    const response = await client.get(PAGE)
    response.assertStatus(200)
    assert.isUndefined(response.header('set-cookie'))
    assert.notInclude(response.header('vary') ?? '', 'Cookie')
  })

  test('answers 404 with a page while it is off', async ({ client, cleanup }) => {
    cleanup(await switchFeature(PLUGIN, 'off'))
    const response = await client.get(PAGE).header('Accept', 'text/html')
    response.assertStatus(404)
    response.assertHeader('content-type', 'text/html; charset=utf-8')
  })

  test('answers 404 in JSON to who asked for JSON', async ({ client, cleanup, assert }) => {
    cleanup(await switchFeature(PLUGIN, 'off'))
    const response = await client.get(PAGE).header('Accept', 'application/json')
    response.assertStatus(404)
    assert.match(response.header('content-type') ?? '', /json/)
  })

  test('answers 503 with Retry-After in maintenance, as a page', async ({ client, cleanup, assert }) => {
    cleanup(await switchFeature(PLUGIN, 'maintenance'))
    const response = await client.get(PAGE).header('Accept', 'text/html')
    response.assertStatus(503)
    response.assertHeader('content-type', 'text/html; charset=utf-8')
    assert.isAbove(Number(response.header('retry-after')), 0)
  })

  test('answers 503 with Retry-After in maintenance, in JSON', async ({ client, cleanup, assert }) => {
    cleanup(await switchFeature(PLUGIN, 'maintenance'))
    const response = await client.get(PAGE).header('Accept', 'application/json')
    response.assertStatus(503)
    assert.match(response.header('content-type') ?? '', /json/)
    assert.isAbove(Number(response.header('retry-after')), 0)
  })

  test('sets no cookie for a rule by {kind}')
    .with([
      { kind: 'user', rules: { users: [1] }, status: 404 },
      { kind: 'group', rules: { groups: ['staff'] }, status: 404 },
      { kind: 'time', rules: { window: { from: '2999-01-01' } }, status: 404 },
      { kind: 'percentage 0', rules: { percentage: 0 }, status: 404 },
      { kind: 'percentage 100', rules: { percentage: 100 }, status: 200 },
    ])
    .run(async ({ client, cleanup, assert }, { rules, status }) => {
      cleanup(await switchFeature(PLUGIN, 'on', rules))
      const response = await client.get(PAGE)
      response.assertStatus(status)
      assert.isUndefined(response.header('set-cookie'))
    })

  test('keeps a page that only some may see out of shared caches', async ({ client, cleanup, assert }) => {
    cleanup(await switchFeature(PLUGIN, 'on', { users: [1] }))
    const response = await client.get(PAGE)
    assert.include(response.header('cache-control') ?? '', 'private')
    assert.include(response.header('vary') ?? '', 'Cookie')
  })

  test('gives a visitor a cookie when a percentage must be decided, and decides by it from then on', async ({
    client,
    cleanup,
    assert,
  }) => {
    cleanup(await switchFeature(PLUGIN, 'on', { percentage: 50 }))
    const first = await client.get(PAGE)
    const visitor = first.cookie('visitor')
    assert.match(String(visitor?.value), /^[0-9a-f-]{36}$/)
    assert.include(first.header('cache-control') ?? '', 'private')
    assert.include(first.header('vary') ?? '', 'Cookie')
    assert.match(String(first.header('set-cookie')), /HttpOnly; SameSite=Lax/)
    const again = await client.get(PAGE).cookie('visitor', visitor?.value)
    again.assertStatus(first.status())
    assert.isUndefined(again.header('set-cookie'))
  })

  test('lets about half of all visitors in at 50 percent', async ({ client, cleanup, assert }) => {
    cleanup(await switchFeature(PLUGIN, 'on', { percentage: 50 }))
    const responses = await Promise.all(Array.from({ length: 60 }, () => client.get(PAGE)))
    const statuses = responses.map((response) => response.status())
    assert.sameMembers([...new Set(statuses)], [200, 404])
  })

  test('replaces a forged cookie', async ({ client, cleanup, assert }) => {
    cleanup(await switchFeature(PLUGIN, 'on', { percentage: 50 }))
    const response = await client.get(PAGE).plainCookie('visitor', '00000000-0000-4000-8000-000000000000')
    assert.exists(response.header('set-cookie'))
  })

  test('overrules a page that calls itself public', async ({ cleanup, assert }) => {
    cleanup(await switchFeature(PLUGIN, 'on', { percentage: 99.9999 }))
    const ctx = await testUtils.createHttpContext()
    await new CacheHeadersMiddleware().handle(ctx, async () => {
      ctx.response.header('Cache-Control', 'public, max-age=600')
      await featureGate(PLUGIN)(ctx, async () => undefined)
    })
    assert.equal(ctx.response.getHeader('cache-control'), 'private, no-cache')
    assert.isTrue(ctx.features.isPersonal)
  })

  test('leaves the headers of a page for everybody alone', async ({ assert }) => {
    const ctx = await testUtils.createHttpContext()
    await new CacheHeadersMiddleware().handle(ctx, async () => {
      ctx.response.header('Cache-Control', 'public, max-age=600')
      await featureGate(PLUGIN)(ctx, async () => undefined)
    })
    assert.equal(ctx.response.getHeader('cache-control'), 'public, max-age=600')
    assert.isFalse(ctx.features.isPersonal)
  })
})
