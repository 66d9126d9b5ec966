import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { consoleOrigin } from '@pydotorg/platform/audit'
import { AccessTokens } from '@pydotorg/platform/identity/access_tokens'
import { limitRates, UserFactory } from '@pydotorg/platform/testing'

const DAY = 86_400

/** The machine itself has no quota; the tests stand in for a proxy that is trusted. */
const FROM_OUTSIDE = { 'x-forwarded-for': '203.0.113.9' }

test.group('Quota of the API', (group) => {
  group.each.setup(() => limitRates({ low: 1 }, { legacyApi: { anonymous: 3, user: 5 } }))

  test('stops version 2 with the sentence of Django REST framework', async ({ assert, client }) => {
    for (let i = 0; i < 3; i += 1) (await client.get('/api/v2/downloads/os/').headers(FROM_OUTSIDE)).assertStatus(200)
    const answer = await client.get('/api/v2/downloads/os/').headers(FROM_OUTSIDE)
    answer.assertStatus(429)
    const seconds = Number(answer.header('retry-after'))
    assert.isAbove(seconds, DAY - 60)
    assert.isAtMost(seconds, DAY)
    assert.equal(answer.header('content-type'), 'application/json')
    assert.deepEqual(answer.body(), { detail: `Request was throttled. Expected available in ${seconds} seconds.` })
  })

  test('stops version 1 without a word, as tastypie does', async ({ assert, client }) => {
    for (let i = 0; i < 3; i += 1) (await client.get('/api/v1/downloads/os/').headers(FROM_OUTSIDE)).assertStatus(200)
    const answer = await client.get('/api/v1/downloads/os/').headers(FROM_OUTSIDE)
    answer.assertStatus(429)
    assert.equal(answer.text(), '')
    assert.isAbove(Number(answer.header('retry-after')), DAY - 60)
  })

  test('is one for both versions, and counts nothing of the pages', async ({ client }) => {
    for (const path of ['/api/v1/downloads/os/', '/api/v2/downloads/os/', '/api/v2/']) {
      const answer = await client.get(path).headers(FROM_OUTSIDE)
      answer.assertStatus(200)
    }
    const page = await client.get('/downloads/').headers(FROM_OUTSIDE)
    page.assertStatus(200)
    const over = await client.get('/api/v2/downloads/release/').headers(FROM_OUTSIDE)
    over.assertStatus(429)
  })

  test('does not count a credential that is wrong', async ({ client }) => {
    for (let i = 0; i < 5; i += 1) {
      const refused = await client
        .get('/api/v2/downloads/os/')
        .headers(FROM_OUTSIDE)
        .header('Authorization', 'Token nobody')
      refused.assertStatus(401)
    }
    const answer = await client.get('/api/v2/downloads/os/').headers(FROM_OUTSIDE)
    answer.assertStatus(200)
  })
})

test.group('Quota of an account', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => limitRates({}, { legacyApi: { anonymous: 1, user: 3 } }))

  test('goes on where guests are stopped, and ends too', async ({ client }) => {
    const tokens = await app.container.make(AccessTokens)
    const wish = { kind: 'api_v2', name: 'Mirror' } as const
    const { text } = await tokens.issue(await UserFactory.create(), wish, consoleOrigin())
    const ask = (token?: string) =>
      client
        .get('/api/v2/downloads/os/')
        .headers({ ...FROM_OUTSIDE, ...(token ? { Authorization: `Token ${token}` } : {}) })
    for (const status of [200, 429]) (await ask()).assertStatus(status)
    for (const status of [200, 200, 200, 429]) (await ask(text)).assertStatus(status)
  })
})

test.group('An API without a quota', (group) => {
  group.each.setup(() => limitRates({ low: 1 }, { legacyApi: { anonymous: 0, user: 0 } }))

  test('answers as often as it is asked', async ({ client }) => {
    for (let i = 0; i < 5; i += 1) (await client.get('/api/v2/downloads/os/').headers(FROM_OUTSIDE)).assertStatus(200)
  })
})
