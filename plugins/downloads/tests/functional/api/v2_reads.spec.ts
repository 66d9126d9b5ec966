import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { countQueries } from '@pydotorg/platform/testing'
import { createApiRows, createOddRelease, ODD_NAME } from './api_rows.js'
import { ask, askJson, namesAt } from './ask.js'

const BASE = 'http://python.test/api/v2/downloads'

test.group('API v2, what it reads', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => createApiRows())

  test('lists every system as a bare array of compact JSON, by name', async ({ assert }) => {
    const { status, headers, body } = await ask('/api/v2/downloads/os/')
    assert.equal(status, 200)
    assert.equal(headers['content-type'], 'application/json')
    assert.equal(headers.allow, 'GET, POST, HEAD, OPTIONS')
    assert.equal(headers['content-length'], String(Buffer.byteLength(body)))
    assert.equal(
      body,
      `[{"name":"Android","slug":"android","resource_uri":"${BASE}/os/4/"},` +
        `{"name":"Source release","slug":"source","resource_uri":"${BASE}/os/3/"},` +
        `{"name":"Windows","slug":"windows","resource_uri":"${BASE}/os/1/"},` +
        `{"name":"iOS","slug":"ios","resource_uri":"${BASE}/os/5/"},` +
        `{"name":"macOS","slug":"macos","resource_uri":"${BASE}/os/2/"}]`
    )
  })

  test('lists published releases by name, with every key in its place', async ({ assert }) => {
    const { body } = await ask('/api/v2/downloads/release/')
    const rows = JSON.parse(body)
    assert.deepEqual(
      rows.map((row: { name: string }) => row.name),
      [
        'Python 2.7.18',
        'Python 3.10.19',
        'Python 3.14.0',
        'Python 3.14.0rc2',
        'Python 3.8.20',
        'Python 3.9.25',
        'Python install manager 25.0',
      ]
    )
    assert.include(
      body,
      '{"name":"Python 3.14.0","slug":"python-3140","version":3,"is_published":true,"is_latest":true,' +
        '"release_date":"2025-10-07T12:34:56.789012Z","pre_release":false,"release_page":null,' +
        '"release_notes_url":"https://docs.python.org/release/3.14.0/whatsnew/changelog.html",' +
        `"show_on_download_page":true,"resource_uri":"${BASE}/release/712/"}`
    )
  })

  test('lists files by published, release, system and name, with every key in its place', async ({ assert }) => {
    const { body } = await ask('/api/v2/downloads/release_file/')
    const rows: { resource_uri: string }[] = JSON.parse(body)
    assert.deepEqual(
      rows.map((row) => row.resource_uri),
      [804, 803, 801, 802, 805].map((id) => `${BASE}/release_file/${id}/`)
    )
    assert.include(
      body,
      '{"name":"XZ compressed source tarball","slug":"3140-XZ-compressed-source-tarball",' +
        `"os":"${BASE}/os/3/","release":"${BASE}/release/712/","description":"","is_source":true,` +
        '"url":"https://www.python.org/ftp/python/3.14.0/Python-3.14.0.tar.xz",' +
        '"gpg_signature_file":"https://www.python.org/ftp/python/3.14.0/Python-3.14.0.tar.xz.asc",' +
        '"md5_sum":"5f0a3b1c","sha256_sum":"2299dae5","filesize":23456789,"download_button":true,' +
        `"resource_uri":"${BASE}/release_file/801/","sigstore_signature_file":"","sigstore_cert_file":"",` +
        '"sigstore_bundle_file":"https://www.python.org/ftp/python/3.14.0/Python-3.14.0.tar.xz.sigstore",' +
        '"sbom_spdx2_file":"https://www.python.org/ftp/python/3.14.0/Python-3.14.0.tar.xz.spdx.json"}'
    )
  })

  test('answers an empty list where there is nothing', async ({ assert }) => {
    assert.equal((await ask('/api/v2/downloads/release/?slug=none')).body, '[]')
  })

  test('writes a fraction of a second with six digits, and none when it is zero', async ({ assert }) => {
    const rows: { name: string; release_date: string }[] = await askJson('/api/v2/downloads/release/')
    const dates = Object.fromEntries(rows.map((row) => [row.name, row.release_date]))
    assert.equal(dates['Python 3.14.0'], '2025-10-07T12:34:56.789012Z')
    assert.equal(dates['Python 3.14.0rc2'], '2025-08-14T00:00:00.120000Z')
    assert.equal(dates['Python 3.10.19'], '2025-10-09T00:00:00Z')
  })

  test('writes text as it is, but quotes, backslashes, controls and two line separators', async ({ assert }) => {
    await createOddRelease()
    const { body } = await ask('/api/v2/downloads/release/718/')
    assert.isTrue(
      body.startsWith('{"name":"Pythön \\"3.8\\"\\\\ <b>&amp;\\u2028/ 🐍\\u0001\\t\\n\u007f","slug":"odd"'),
      body
    )
    assert.equal(JSON.parse(body).name, ODD_NAME)
    assert.equal(
      JSON.stringify((await askJson('/api/v2/downloads/release/?slug=odd'))[0]),
      JSON.stringify(JSON.parse(body))
    )
  })

  test('has one row at its own address', async ({ assert }) => {
    const { status, headers, body } = await ask('/api/v2/downloads/os/1/')
    assert.equal(status, 200)
    assert.equal(headers.allow, 'GET, PUT, PATCH, DELETE, HEAD, OPTIONS')
    assert.equal(body, `{"name":"Windows","slug":"windows","resource_uri":"${BASE}/os/1/"}`)
    assert.equal((await askJson('/api/v2/downloads/release_file/801/')).os, `${BASE}/os/3/`)
  })

  test('hides drafts and shows their files', async ({ assert }) => {
    assert.notInclude(await namesAt('/api/v2/downloads/release/'), 'Python 3.15.0a1')
    const draft = await ask('/api/v2/downloads/release/716/')
    assert.equal(draft.status, 404)
    assert.equal(draft.body, '{"detail":"No Release matches the given query."}')
    assert.equal((await askJson('/api/v2/downloads/release_file/805/')).release, `${BASE}/release/716/`)
    assert.deepEqual(await namesAt('/api/v2/downloads/release_file/?release=716'), ['Gzipped source tarball'])
  })

  test('says which row there is not: {0}')
    .with([
      ['/api/v2/downloads/os/99/', 'No OS matches the given query.'],
      ['/api/v2/downloads/release/0/', 'No Release matches the given query.'],
      ['/api/v2/downloads/release_file/-1/', 'No ReleaseFile matches the given query.'],
      ['/api/v2/downloads/os/99999999999999999999/', 'No OS matches the given query.'],
      ['/api/v2/downloads/os/abc/', 'Not found.'],
      ['/api/v2/downloads/os/1.5/', 'Not found.'],
    ] as [string, string][])
    .run(async ({ assert }, [path, detail]) => {
      const { status, headers, body } = await ask(path)
      assert.equal(status, 404)
      assert.equal(headers['content-type'], 'application/json')
      assert.equal(body, JSON.stringify({ detail }))
    })

  test('makes addresses with the scheme and the host of the request', async ({ assert }) => {
    const [direct] = await askJson('/api/v2/downloads/os/?slug=ios', { headers: { Host: 'localhost:8000' } })
    assert.equal(direct.resource_uri, 'http://localhost:8000/api/v2/downloads/os/5/')
    const headers = { 'Host': '10.0.0.1', 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'www.python.org' }
    const [proxied] = await askJson('/api/v2/downloads/os/?slug=ios', { headers })
    assert.equal(proxied.resource_uri, 'https://www.python.org/api/v2/downloads/os/5/')
  })

  test('asks the database once, whatever is asked', async ({ assert }) => {
    for (const path of ['release/', 'release_file/', 'release_file/?os=3&release=712', 'os/1/', 'release/716/']) {
      assert.lengthOf(await countQueries(() => ask(`/api/v2/downloads/${path}`)), 1, path)
    }
  })

  test('answers HEAD like GET, without the body', async ({ assert }) => {
    for (const path of ['os/', 'os/1/', 'os/99/']) {
      const get = await ask(`/api/v2/downloads/${path}`)
      const head = await ask(`/api/v2/downloads/${path}`, { method: 'HEAD' })
      assert.equal(head.status, get.status)
      assert.equal(head.body, '')
      assert.equal(head.headers['content-length'], get.headers['content-length'])
      assert.equal(head.headers['content-type'], 'application/json')
    }
  })
})
