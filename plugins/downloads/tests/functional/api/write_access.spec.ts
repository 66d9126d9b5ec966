import { request } from 'node:http'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { switchFeature } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import { createApiRows } from './api_rows.js'
import { ask } from './ask.js'
import { useSampleAccounts } from './sample_accounts.js'
import { newFile, send, sendAs } from './send.js'

const V1_WRITES = [
  ['POST', '/api/v1/downloads/os/'],
  ['POST', '/api/v1/downloads/release/'],
  ['POST', '/api/v1/downloads/release_file/'],
  ['DELETE', '/api/v1/downloads/os/1/'],
  ['DELETE', '/api/v1/downloads/release/712/'],
  ['DELETE', '/api/v1/downloads/release_file/801/'],
  ['DELETE', '/api/v1/downloads/release_file/?release=712'],
] as [string, string][]

const V2_WRITES = [
  ['POST', '/api/v2/downloads/release_file/'],
  ['POST', '/api/v2/downloads/os.json'],
  ['PUT', '/api/v2/downloads/release/712/'],
  ['PATCH', '/api/v2/downloads/release/712/'],
  ['PATCH', '/api/v2/downloads/release/712.json'],
  ['DELETE', '/api/v2/downloads/os/1/'],
  ['DELETE', '/api/v2/downloads/release_file/delete_by_release/?release=712'],
] as [string, string][]

/** What a write would change. */
async function state(): Promise<unknown[]> {
  const rows: unknown[] = []
  for (const table of ['downloads_operating_systems', 'downloads_releases', 'downloads_release_files']) {
    rows.push(await db.from(table).orderBy('id').select('id', 'name', 'slug', 'updated_at'))
  }
  return rows
}

test.group('API v1, who may write', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => createApiRows())
  group.each.setup(() => useSampleAccounts())

  test('is staff with a key, and nobody else: {0} {1}')
    .with(V1_WRITES)
    .run(async ({ assert }, [method, path]) => {
      const before = await state()
      for (const authorization of [
        null,
        'ApiKey member:member-key',
        'ApiKey left:left-key',
        'ApiKey staff:wrong',
        'ApiKey staff:',
        'ApiKey :staff-key',
        'ApiKey staff:staff-key:',
        'ApiKey staff',
        'Token staff-key',
        'Basic c3RhZmY6c3RhZmYta2V5',
      ]) {
        const credential: Record<string, string> = authorization === null ? {} : { Authorization: authorization }
        const headers = { 'Content-Type': 'application/json', ...credential }
        for (const body of [JSON.stringify(newFile(1)), '{broken', undefined]) {
          const answer = await ask(path, { method, headers, body })
          assert.equal(answer.status, 401, `${authorization} with ${body}`)
          assert.equal(answer.body, '')
          assert.equal(answer.headers['content-type'], 'text/html; charset=utf-8')
          assert.isUndefined(answer.headers['www-authenticate'])
        }
      }
      assert.deepEqual(await state(), before)
    })

  test('is nobody by a key in the address or in a form', async ({ assert }) => {
    const before = await state()
    const path = '/api/v1/downloads/os/'
    const query = '?username=staff&api_key=staff-key'
    assert.equal((await sendAs(null, { method: 'POST', path: path + query, body: { name: 'a' } })).status, 401)
    assert.equal((await send('POST', path + query, { name: 'a' })).status, 401)
    assert.equal((await send('DELETE', `${path}1/${query}`)).status, 401)
    for (const body of ['username=staff&api_key=staff-key&name=a', 'api_key=&name=a']) {
      const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
      assert.equal((await sendAs(null, { method: 'POST', path, body, headers })).status, 401)
      assert.equal((await sendAs('staff', { method: 'POST', path, body, headers })).status, 401)
    }
    assert.deepEqual(await state(), before)
  })

  test('is asked whatever the case of the scheme', async ({ assert }) => {
    const headers = { 'Authorization': 'apikey staff:staff-key', 'Content-Type': 'application/json' }
    assert.equal((await ask('/api/v1/downloads/os/', { method: 'POST', headers, body: '{"name": "a"}' })).status, 201)
  })
})

test.group('API v2, who may write', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => createApiRows())
  group.each.setup(() => useSampleAccounts())

  test('is staff with a token, and nobody else: {0} {1}')
    .with(V2_WRITES)
    .run(async ({ assert }, [method, path]) => {
      const before = await state()
      for (const [authorization, status, detail] of [
        [null, 401, 'Authentication credentials were not provided.'],
        ['ApiKey staff:staff-key', 401, 'Authentication credentials were not provided.'],
        ['Bearer staff-key', 401, 'Authentication credentials were not provided.'],
        ['Token member-key', 403, 'You do not have permission to perform this action.'],
        ['Token left-key', 401, 'User inactive or deleted.'],
        ['Token wrong', 401, 'Invalid token.'],
        ['Token', 401, 'Invalid token header. No credentials provided.'],
        ['Token staff-key staff-key', 401, 'Invalid token header. Token string should not contain spaces.'],
      ] as [string | null, number, string][]) {
        const credential: Record<string, string> = authorization === null ? {} : { Authorization: authorization }
        for (const type of ['application/json', 'text/plain', 'multipart/form-data']) {
          const answer = await ask(path, { method, headers: { 'Content-Type': type, ...credential }, body: '{broken' })
          assert.equal(answer.status, status, String(authorization))
          assert.equal(answer.body, JSON.stringify({ detail }))
          assert.equal(answer.headers['www-authenticate'], status === 401 ? 'Token' : undefined)
        }
      }
      assert.deepEqual(await state(), before)
    })

  test('is asked after the format', async ({ assert }) => {
    const headers = { Accept: 'text/html' }
    assert.equal((await sendAs(null, { method: 'POST', path: '/api/v2/downloads/os/', headers })).status, 406)
    assert.equal((await send('POST', '/api/v2/downloads/os/?format=xml', { name: 'a', slug: 'a' })).status, 404)
  })
})

test.group('Writes of the API', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => createApiRows())
  group.each.setup(() => useSampleAccounts())

  test('are not found while the plugin is off: {0} {1}')
    .with([...V1_WRITES, ...V2_WRITES])
    .run(async ({ assert, cleanup }, [method, path]) => {
      const before = await state()
      cleanup(await switchFeature('downloads', 'off'))
      for (const body of [JSON.stringify(newFile(1)), '{broken']) {
        const answer = await send(method, path, body)
        assert.equal(answer.status, 404)
        assert.equal(answer.headers['content-type'], 'application/problem+json')
      }
      assert.deepEqual(await state(), before)
    })

  test('wait while the plugin is in maintenance', async ({ assert, cleanup }) => {
    cleanup(await switchFeature('downloads', 'maintenance'))
    const answer = await send('DELETE', '/api/v1/downloads/release_file/?release=712')
    assert.equal(answer.status, 503)
    assert.exists(answer.headers['retry-after'])
  })

  test('ask for no token against forgery and set no cookie', async ({ assert }) => {
    for (const [path, file] of [
      ['/api/v1/downloads/release_file/', newFile(1)],
      ['/api/v2/downloads/release_file/', newFile(2, { slug: 'b', url: 'https://www.python.org/ftp/b' })],
    ] as [string, object][]) {
      const headers = { Cookie: 'adonis-session=abc; other=1', Origin: 'https://example.org' }
      const answer = await sendAs('staff', { method: 'POST', path, body: file, headers })
      assert.equal(answer.status, 201)
      assert.isUndefined(answer.headers['set-cookie'])
      assert.include(answer.headers['cache-control'], 'no-store')
    }
  })

  test('read no more than a megabyte of a body that does not say how long it is', async ({ assert }) => {
    for (const [version, credential] of [
      ['v1', 'ApiKey staff:staff-key'],
      ['v2', 'Token staff-key'],
    ] as const) {
      const status = await new Promise((resolve, reject) => {
        const headers = { 'Authorization': credential, 'Content-Type': 'application/json' }
        const address = { host: process.env.HOST, port: process.env.PORT, path: `/api/${version}/downloads/os/` }
        const sending = request({ ...address, method: 'POST', headers }, (response) => {
          response.resume()
          resolve(response.statusCode)
        })
        sending.on('error', reject)
        for (let chunk = 0; chunk < 20; chunk += 1) sending.write('x'.repeat(100_000))
        sending.end()
      })
      assert.equal(status, 413)
    }
  })
})
