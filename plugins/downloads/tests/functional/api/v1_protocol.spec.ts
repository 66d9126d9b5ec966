import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { createApiRows } from './api_rows.js'
import { ask, askJson } from './ask.js'
import { useSampleAccounts } from './sample_accounts.js'

const OS = '/api/v1/downloads/os/'
const FILES = '/api/v1/downloads/release_file/'

test.group('API v1, methods', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => createApiRows())

  test('are refused with the allowed ones: {0} {1}')
    .with([
      ['PUT', OS, 'GET,POST'],
      ['PATCH', OS, 'GET,POST'],
      ['DELETE', OS, 'GET,POST'],
      ['DELETE', '/api/v1/downloads/release/', 'GET,POST'],
      ['PUT', FILES, 'GET,POST,DELETE'],
      ['POST', `${OS}1/`, 'GET,DELETE'],
      ['PUT', `${OS}1/`, 'GET,DELETE'],
      ['PATCH', `${OS}1/`, 'GET,DELETE'],
      ['POST', `${OS}schema/`, 'GET'],
      ['DELETE', `${OS}set/1;2/`, 'GET'],
    ] as [string, string, string][])
    .run(async ({ assert }, [method, path, allowed]) => {
      const answer = await ask(path, { method })
      assert.equal(answer.status, 405)
      assert.equal(answer.headers.allow, allowed)
      assert.equal(answer.headers['content-type'], 'text/html; charset=utf-8')
      assert.equal(answer.body, allowed)
    })

  test('do not include HEAD', async ({ assert }) => {
    const list = await ask(OS, { method: 'HEAD' })
    assert.equal(list.status, 405)
    assert.equal(list.headers.allow, 'GET,POST')
    assert.equal((await ask(`${OS}1/`, { method: 'HEAD' })).headers.allow, 'GET,DELETE')
  })

  test('are told by OPTIONS', async ({ assert }) => {
    for (const [path, allowed] of [
      [OS, 'GET,POST'],
      [`${OS}1/`, 'GET,DELETE'],
      [FILES, 'GET,POST,DELETE'],
      [`${OS}schema/`, 'GET'],
    ]) {
      const answer = await ask(path!, { method: 'OPTIONS' })
      assert.equal(answer.status, 200)
      assert.equal(answer.headers.allow, allowed)
      assert.equal(answer.body, allowed)
    }
  })
})

const WRITES = [
  ['POST', OS],
  ['POST', FILES],
  ['DELETE', `${OS}1/`],
  ['DELETE', `${FILES}801/`],
  ['DELETE', `${FILES}?release=712`],
] as [string, string][]

test.group('API v1, who asks', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => createApiRows())

  test('lets no guest write: {0} {1}')
    .with(WRITES)
    .run(async ({ assert }, [method, path]) => {
      for (const body of ['{"name": "x", "slug": "x"}', undefined]) {
        const answer = await ask(path, { method, body, headers: { 'Content-Type': 'application/json' } })
        assert.equal(answer.status, 401)
        assert.equal(answer.headers['content-type'], 'text/html; charset=utf-8')
        assert.isUndefined(answer.headers['www-authenticate'])
        assert.equal(answer.body, '')
      }
      assert.equal((await askJson(FILES)).meta.total_count, 5)
    })

  test('does not count a session', async ({ assert }) => {
    const headers = { Cookie: 'sessionid=abc' }
    assert.equal((await ask(OS, { headers })).status, 200)
    assert.equal((await ask(OS, { method: 'POST', headers })).status, 401)
  })

  test('refuses every credential that is not valid, also to read: "{$self}"')
    .with([
      'ApiKey staff:0123456789012345678901234567890123456789',
      'apikey staff:wrong',
      'ApiKey',
      'ApiKey staff',
      'ApiKey staff:',
      'ApiKey :key',
      'ApiKey a:b:c',
      'Token abc',
      'Basic abc',
      'Bearer abc',
    ])
    .run(async ({ assert }, authorization) => {
      for (const path of [OS, `${OS}1/`, `${OS}99/`, `${OS}abc/`, `${OS}schema/`, `${OS}set/1/`, `${OS}?limit=abc`]) {
        const answer = await ask(path, { headers: { Authorization: authorization } })
        assert.equal(answer.status, 401, path)
        assert.equal(answer.headers['content-type'], 'text/html; charset=utf-8')
        assert.equal(answer.body, '')
      }
    })

  test('refuses a credential in the address, also an empty one', async ({ assert }) => {
    for (const query of ['username=x', 'api_key=x', 'username=', 'username=staff&api_key=staff-key']) {
      assert.equal((await ask(`${OS}?${query}`)).status, 401, query)
      assert.equal((await ask(`${OS}1/?${query}`)).status, 401, query)
    }
    assert.equal((await ask(`${OS}?Username=x`)).status, 200)
  })

  test('takes an empty header for none', async ({ assert }) => {
    assert.equal((await ask(OS, { headers: { Authorization: '' } })).status, 200)
  })

  test('looks at the method before the credential', async ({ assert }) => {
    assert.equal((await ask(`${OS}?username=x`, { method: 'PUT' })).status, 405)
  })

  test('shows drafts to staff, and lets nobody else write', async ({ assert, cleanup }) => {
    cleanup(useSampleAccounts())
    const as = (name: string) => ({ headers: { Authorization: `ApiKey ${name}:${name}-key` } })

    assert.equal((await ask('/api/v1/downloads/release/716/', as('staff'))).status, 200)
    assert.equal((await askJson('/api/v1/downloads/release/', as('staff'))).meta.total_count, 8)
    assert.isUndefined((await askJson('/api/v1/downloads/release/set/716;712/', as('staff'))).not_found)
    assert.equal((await ask('/api/v1/downloads/release/716/', as('member'))).status, 401)
    assert.equal((await askJson('/api/v1/downloads/release/', as('member'))).meta.total_count, 7)
    assert.equal((await ask(OS, { method: 'POST', ...as('member') })).status, 401)
    assert.equal((await ask(OS, as('left'))).status, 401)
    const wrong = { headers: { Authorization: 'ApiKey staff:member-key' } }
    assert.equal((await ask(OS, wrong)).status, 401)
    assert.equal((await ask(`${OS}?username=staff`, as('staff'))).status, 401)
  })
})
