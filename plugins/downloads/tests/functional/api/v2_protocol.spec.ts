import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { createApiRows } from './api_rows.js'
import { ask, askJson } from './ask.js'
import { useSampleAccounts } from './sample_accounts.js'

const OS = '/api/v2/downloads/os/'

test.group('API v2, formats and addresses', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => createApiRows())

  test('answers what JSON satisfies: Accept {$self}')
    .with(['*/*', 'application/*', 'application/json', 'APPLICATION/JSON; q=0.1', 'text/html, */*;q=0.1'])
    .run(async ({ assert }, accept) => {
      assert.equal((await ask(OS, { headers: { Accept: accept } })).status, 200)
    })

  test('refuses what JSON does not satisfy: Accept "{$self}"')
    .with(['text/html', 'text/*', 'application/xml, text/plain', 'garbage', ''])
    .run(async ({ assert }, accept) => {
      const { status, headers, body } = await ask(OS, { headers: { Accept: accept } })
      assert.equal(status, 406)
      assert.equal(headers['content-type'], 'application/json')
      assert.equal(body, '{"detail":"Could not satisfy the request Accept header."}')
    })

  test('has no other format by name', async ({ assert }) => {
    for (const path of [`${OS}?format=xml`, '/api/v2/downloads/release_file/?format=xml', '/api/v2/?format=xml']) {
      const { status, body } = await ask(path)
      assert.equal(status, 404)
      assert.equal(body, '{"detail":"Not found."}')
    }
  })

  test('carries a format that the client named on to the addresses', async ({ assert }) => {
    const [byQuery] = await askJson(`${OS}?slug=ios&format=json`)
    assert.equal(byQuery.resource_uri, 'http://python.test/api/v2/downloads/os/5/?format=json')
    const [bySuffix] = await askJson('/api/v2/downloads/os.json?slug=ios')
    assert.equal(bySuffix.resource_uri, 'http://python.test/api/v2/downloads/os/5.json')
    const row = await askJson('/api/v2/downloads/release_file/801.json')
    assert.equal(row.release, 'http://python.test/api/v2/downloads/release/712.json')
    assert.equal(row.resource_uri, 'http://python.test/api/v2/downloads/release_file/801.json')
  })

  test('answers addresses with .json, with and without a slash', async ({ assert }) => {
    for (const path of ['os.json', 'os.json/', 'os/1.json', 'os/1.json/', 'release.json', 'release_file.json']) {
      assert.equal((await ask(`/api/v2/downloads/${path}`)).status, 200, path)
    }
    assert.equal((await ask('/api/v2/downloads/os/99.json')).status, 404)
    assert.equal((await ask('/api/v2/downloads/release_file.json?limit=1')).status, 400)
  })

  test('redirects to the slash and keeps the query: {0}')
    .with([
      ['/api/v2', '/api/v2/'],
      ['/api/v2/downloads/os', '/api/v2/downloads/os/'],
      ['/api/v2/downloads/os/1', '/api/v2/downloads/os/1/'],
      ['/api/v2/downloads/release?name=a+b&x=%20&y', '/api/v2/downloads/release/?name=a+b&x=%20&y'],
      ['/api/v1', '/api/v1/'],
      ['/api/v1/downloads/os?slug=ios', '/api/v1/downloads/os/?slug=ios'],
      ['/api/v1/downloads/os/schema', '/api/v1/downloads/os/schema/'],
      ['/api/v1/downloads/os/set/1;2', '/api/v1/downloads/os/set/1;2/'],
    ] as [string, string][])
    .run(async ({ assert }, [path, location]) => {
      const answer = await ask(path)
      assert.equal(answer.status, 301)
      assert.equal(answer.headers.location, location)
    })

  test('tells of itself by OPTIONS', async ({ assert }) => {
    const { status, headers, body } = await ask('/api/v2/downloads/release_file/', { method: 'OPTIONS' })
    assert.equal(status, 200)
    assert.equal(headers.allow, 'GET, POST, HEAD, OPTIONS')
    const described = JSON.parse(body)
    assert.deepEqual(Object.keys(described), ['name', 'description', 'renders', 'parses'])
    assert.equal(described.name, 'Release File List')
    assert.deepEqual(described.renders, ['application/json'])
    assert.equal((await askJson('/api/v2/downloads/os/1/', { method: 'OPTIONS' })).name, 'Os Instance')
  })
})

const WRITES = [
  ['POST', OS],
  ['PUT', OS],
  ['PATCH', OS],
  ['DELETE', OS],
  ['PUT', `${OS}1/`],
  ['PATCH', `${OS}1/`],
  ['DELETE', `${OS}1/`],
  ['POST', `${OS}1/`],
  ['DELETE', `${OS}99/`],
  ['DELETE', '/api/v2/downloads/release_file/delete_by_release/?release=712'],
] as [string, string][]

const NO_CREDENTIALS = '{"detail":"Authentication credentials were not provided."}'

test.group('API v2, who asks', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => createApiRows())

  test('lets no guest write: {0} {1}')
    .with(WRITES)
    .run(async ({ assert }, [method, path]) => {
      const answer = await ask(path, { method, headers: { 'Content-Type': 'application/json' }, body: '{"name":"x"}' })
      assert.equal(answer.status, 401)
      assert.equal(answer.headers['www-authenticate'], 'Token')
      assert.equal(answer.headers['content-type'], 'application/json')
      assert.equal(answer.body, NO_CREDENTIALS)
    })

  test('lets no guest write without a body, and with other schemes and cookies', async ({ assert }) => {
    for (const headers of [
      {},
      { Authorization: 'Bearer abc' },
      { Authorization: 'ApiKey a:b' },
      { Cookie: 'sessionid=a' },
    ]) {
      const answer = await ask(OS, { method: 'POST', headers: headers as Record<string, string> })
      assert.equal(answer.status, 401)
      assert.equal(answer.body, NO_CREDENTIALS)
    }
  })

  test('lets guests read with another scheme than Token: {$self}')
    .with(['Bearer abc', 'ApiKey a:b', 'Basic abc', 'Tokenabc'])
    .run(async ({ assert }, authorization) => {
      assert.equal((await ask(OS, { headers: { Authorization: authorization } })).status, 200)
    })

  test('refuses a token, also to read: {0}')
    .with([
      ['Token abc', 'Invalid token.'],
      ['token abc', 'Invalid token.'],
      ['Token   abc  ', 'Invalid token.'],
      ['Token 0123456789abcdef0123456789abcdef01234567', 'Invalid token.'],
      ['Token', 'Invalid token header. No credentials provided.'],
      ['Token a b', 'Invalid token header. Token string should not contain spaces.'],
      ['Token \u00e9', 'Invalid token header. Token string should not contain invalid characters.'],
    ] as [string, string][])
    .run(async ({ assert }, [authorization, detail]) => {
      for (const [method, path] of [
        ['GET', OS],
        ['GET', `${OS}99/`],
        ['OPTIONS', OS],
        ['GET', '/api/v2/'],
        ['POST', OS],
      ]) {
        const answer = await ask(path!, { method, headers: { Authorization: authorization } })
        assert.equal(answer.status, 401)
        assert.equal(answer.headers['www-authenticate'], 'Token')
        assert.equal(answer.body, JSON.stringify({ detail }))
      }
    })

  test('looks at the format before the token', async ({ assert }) => {
    const headers = { Authorization: 'Token abc', Accept: 'text/html' }
    assert.equal((await ask(OS, { headers })).status, 406)
  })

  test('shows drafts to staff, and lets nobody else write', async ({ assert, cleanup }) => {
    cleanup(useSampleAccounts())
    const as = (token: string) => ({ headers: { Authorization: `Token ${token}` } })

    assert.equal((await ask('/api/v2/downloads/release/716/', as('staff-key'))).status, 200)
    assert.lengthOf(await askJson('/api/v2/downloads/release/', as('staff-key')), 8)
    assert.equal((await ask('/api/v2/downloads/release/716/', as('member-key'))).status, 404)
    assert.lengthOf(await askJson('/api/v2/downloads/release/', as('member-key')), 7)

    const member = await ask(OS, { method: 'POST', ...as('member-key') })
    assert.equal(member.status, 403)
    assert.equal(member.body, '{"detail":"You do not have permission to perform this action."}')
    const gone = await ask(OS, as('left-key'))
    assert.equal(gone.status, 401)
    assert.equal(gone.body, '{"detail":"User inactive or deleted."}')
    assert.equal((await ask(OS, as('other'))).body, '{"detail":"Invalid token."}')
  })
})
