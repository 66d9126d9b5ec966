import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { switchFeature } from '@pydotorg/platform/testing'
import { createApiRows } from './api_rows.js'
import { ask, askJson } from './ask.js'

const COLLECTIONS = ['downloads/os', 'downloads/release', 'downloads/release_file']

test.group('API roots', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('v1 lists its collections with their schemas', async ({ assert }) => {
    const { status, headers, body } = await ask('/api/v1/')
    assert.equal(status, 200)
    assert.equal(headers['content-type'], 'application/json')
    // Other plugins may have collections, too.
    assert.include(
      body,
      COLLECTIONS.map(
        (name) => `"${name}": {"list_endpoint": "/api/v1/${name}/", "schema": "/api/v1/${name}/schema/"}`
      ).join(', ')
    )
  })

  test('v1 holds the schemas themselves when asked', async ({ assert }) => {
    const full = await askJson('/api/v1/?fullschema=true')
    for (const name of COLLECTIONS) assert.deepEqual(full[name].schema, await askJson(`/api/v1/${name}/schema/`))
    assert.equal((await ask('/api/v1/?fullschema=false')).body, (await ask('/api/v1/')).body)
  })

  test('v1 needs no credential and refuses none', async ({ assert }) => {
    assert.equal((await ask('/api/v1/?username=x', { headers: { Authorization: 'ApiKey a:b' } })).status, 200)
  })

  test('v2 lists its collections by address', async ({ assert }) => {
    const { status, headers, body } = await ask('/api/v2/')
    assert.equal(status, 200)
    assert.equal(headers['content-type'], 'application/json')
    assert.equal(headers.allow, 'GET, HEAD, OPTIONS')
    assert.include(body, COLLECTIONS.map((name) => `"${name}":"http://python.test/api/v2/${name}/"`).join(','))
    const bySuffix = await askJson('/api/v2/.json')
    assert.equal(bySuffix['downloads/os'], 'http://python.test/api/v2/downloads/os.json')
    assert.equal((await askJson('/api/v2/', { method: 'OPTIONS' })).name, 'Api Root')
  })

  test('every address that they list opens', async ({ assert }) => {
    await createApiRows()
    for (const { list_endpoint: list, schema } of Object.values(await askJson('/api/v1/')) as Record<
      string,
      string
    >[]) {
      assert.equal((await ask(list!)).status, 200)
      assert.equal((await ask(schema!)).status, 200)
    }
    for (const address of Object.values(await askJson('/api/v2/')) as string[]) {
      assert.equal((await ask(new URL(address).pathname)).status, 200)
    }
  })
})

test.group('API of a plugin that is off', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => switchFeature('downloads', 'off'))

  test('is not found, as JSON whatever is accepted: {$self}')
    .with([
      '/api/v1/downloads/os/',
      '/api/v1/downloads/os/1/',
      '/api/v1/downloads/os/schema/',
      '/api/v1/downloads/os/set/1/',
      '/api/v2/downloads/os/',
      '/api/v2/downloads/os/1/',
      '/api/v2/downloads/os.json',
      '/api/v2/downloads/release',
    ])
    .run(async ({ assert }, path) => {
      for (const Accept of ['text/html', 'application/json']) {
        const answer = await ask(path, { headers: { Accept } })
        assert.equal(answer.status, 404)
        assert.match(answer.headers['content-type'] ?? '', /json/)
        assert.equal(JSON.parse(answer.body).status, 404)
      }
    })

  test('takes no write either', async ({ assert }) => {
    assert.equal((await ask('/api/v1/downloads/os/', { method: 'POST' })).status, 404)
    assert.equal((await ask('/api/v2/downloads/os/1/', { method: 'DELETE' })).status, 404)
  })

  test('is in no root', async ({ assert }) => {
    for (const root of ['/api/v1/', '/api/v2/']) assert.notInclude((await ask(root)).body, 'downloads/')
  })

  test('comes back later in maintenance', async ({ assert, cleanup }) => {
    cleanup(await switchFeature('downloads', 'maintenance'))
    const answer = await ask('/api/v2/downloads/release/')
    assert.equal(answer.status, 503)
    assert.isAbove(Number(answer.headers['retry-after']), 0)
    assert.match(answer.headers['content-type'] ?? '', /json/)
  })
})
