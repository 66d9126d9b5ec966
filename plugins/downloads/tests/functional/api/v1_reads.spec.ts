import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { countQueries } from '@pydotorg/platform/testing'
import { createApiRows, createOddRelease, ODD_NAME } from './api_rows.js'
import { ask, askJson, namesAt } from './ask.js'

const OS = '/api/v1/downloads/os/'
const WINDOWS = '{"name": "Windows", "resource_uri": "/api/v1/downloads/os/1/", "slug": "windows"}'
const SOURCE = '{"name": "Source release", "resource_uri": "/api/v1/downloads/os/3/", "slug": "source"}'

test.group('API v1, what it reads', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => createApiRows())

  test('lists systems by name in an envelope, as Python writes JSON', async ({ assert }) => {
    const { status, headers, body } = await ask(OS)
    assert.equal(status, 200)
    assert.equal(headers['content-type'], 'application/json')
    assert.equal(headers.vary, 'Accept')
    assert.equal(headers['cache-control'], 'no-cache')
    assert.equal(
      body,
      '{"meta": {"limit": 20, "next": null, "offset": 0, "previous": null, "total_count": 5}, "objects": [' +
        '{"name": "Android", "resource_uri": "/api/v1/downloads/os/4/", "slug": "android"}, ' +
        `${SOURCE}, ${WINDOWS}, ` +
        '{"name": "iOS", "resource_uri": "/api/v1/downloads/os/5/", "slug": "ios"}, ' +
        '{"name": "macOS", "resource_uri": "/api/v1/downloads/os/2/", "slug": "macos"}]}'
    )
  })

  test('lists published releases by name, keys in alphabetical order, dates without a zone', async ({ assert }) => {
    const { body } = await ask('/api/v1/downloads/release/')
    assert.deepEqual(await namesAt('/api/v1/downloads/release/'), [
      'Python 2.7.18',
      'Python 3.10.19',
      'Python 3.14.0',
      'Python 3.14.0rc2',
      'Python 3.8.20',
      'Python 3.9.25',
      'Python install manager 25.0',
    ])
    assert.include(
      body,
      '{"is_latest": true, "is_published": true, "name": "Python 3.14.0", "pre_release": false, ' +
        '"release_date": "2025-10-07T12:34:56.789012", ' +
        '"release_notes_url": "https://docs.python.org/release/3.14.0/whatsnew/changelog.html", ' +
        '"release_page": null, "resource_uri": "/api/v1/downloads/release/712/", "show_on_download_page": true, ' +
        '"slug": "python-3140", "version": 3}'
    )
    assert.include(body, '"release_date": "2025-08-14T00:00:00.120000"')
    assert.include(body, '"release_date": "2025-10-09T00:00:00"')
  })

  test('lists files by published, release, system and name, also those of drafts', async ({ assert }) => {
    const { body } = await ask('/api/v1/downloads/release_file/')
    const { objects } = JSON.parse(body)
    assert.deepEqual(
      objects.map((row: { resource_uri: string }) => row.resource_uri),
      [804, 803, 801, 802, 805].map((id) => `/api/v1/downloads/release_file/${id}/`)
    )
    const url = 'https://www.python.org/ftp/python/3.14.0/Python-3.14.0.tar.xz'
    assert.include(
      body,
      '{"description": "", "download_button": true, "filesize": 23456789, ' +
        `"gpg_signature_file": "${url}.asc", "is_source": true, "md5_sum": "5f0a3b1c", ` +
        '"name": "XZ compressed source tarball", "os": "/api/v1/downloads/os/3/", ' +
        '"release": "/api/v1/downloads/release/712/", "resource_uri": "/api/v1/downloads/release_file/801/", ' +
        `"sbom_spdx2_file": "${url}.spdx.json", "sha256_sum": "2299dae5", ` +
        `"sigstore_bundle_file": "${url}.sigstore", "sigstore_cert_file": "", "sigstore_signature_file": "", ` +
        `"slug": "3140-XZ-compressed-source-tarball", "url": "${url}"}`
    )
  })

  test('writes text as it is, but quotes, backslashes and controls', async ({ assert }) => {
    await createOddRelease()
    const { body } = await ask('/api/v1/downloads/release/718/')
    assert.include(body, '"name": "Pythön \\"3.8\\"\\\\ <b>&amp;\u2028/ 🐍\\u0001\\t\\n\u007f", ')
    assert.equal(JSON.parse(body).name, ODD_NAME)
  })

  test('has one row at its own address', async ({ assert }) => {
    const { status, headers, body } = await ask(`${OS}1/`)
    assert.equal(status, 200)
    assert.equal(headers.vary, 'Accept')
    assert.equal(headers['cache-control'], 'no-cache')
    assert.equal(body, WINDOWS)
    assert.equal((await ask(`${OS}01/`)).body, WINDOWS)
    assert.equal((await askJson('/api/v1/downloads/release_file/805/')).release, '/api/v1/downloads/release/716/')
  })

  test('answers 404 without a word for a row that there is not: {$self}')
    .with(['99', '0', '-1', '99999999999999999999'])
    .run(async ({ assert }, id) => {
      const { status, headers, body } = await ask(`${OS}${id}/`)
      assert.equal(status, 404)
      assert.equal(headers['content-type'], 'text/html; charset=utf-8')
      assert.equal(headers['content-length'], '0')
      assert.equal(body, '')
    })

  test('answers 404 with an error_message for what is no id: {$self}')
    .with(['abc', 'a-b', '1.5'])
    .run(async ({ assert }, id) => {
      const { status, headers, body } = await ask(`${OS}${id}/`)
      assert.equal(status, 404)
      assert.equal(headers['content-type'], 'application/json')
      assert.equal(body, '{"error_message": "Sorry, this request could not be processed. Please try again later."}')
    })

  test('answers 401 without a word for a draft', async ({ assert }) => {
    const { status, headers, body } = await ask('/api/v1/downloads/release/716/')
    assert.equal(status, 401)
    assert.equal(headers['content-type'], 'text/html; charset=utf-8')
    assert.isUndefined(headers['www-authenticate'])
    assert.equal(body, '')
  })

  test('answers a set of rows in the order of their ids in the address', async ({ assert }) => {
    assert.equal((await ask(`${OS}set/3;1/`)).body, `{"objects": [${SOURCE}, ${WINDOWS}]}`)
    assert.equal((await ask(`${OS}set/1;1/`)).body, `{"objects": [${WINDOWS}, ${WINDOWS}]}`)
    assert.equal((await ask(`${OS}set/1;99;abc/`)).body, `{"not_found": ["99", "abc"], "objects": [${WINDOWS}]}`)
    assert.equal((await ask(`${OS}set/99/`)).body, '{"not_found": ["99"], "objects": []}')
    const drafts = await askJson('/api/v1/downloads/release/set/716;712/')
    assert.deepEqual(drafts.not_found, ['716'])
    assert.lengthOf(drafts.objects, 1)
  })

  test('tells what a resource is', async ({ assert }) => {
    const { status, headers, body } = await ask('/api/v1/downloads/release_file/schema/')
    assert.equal(status, 200)
    assert.equal(headers['content-type'], 'application/json')
    const schema = JSON.parse(body)
    assert.deepEqual(Object.keys(schema), [
      'allowed_detail_http_methods',
      'allowed_list_http_methods',
      'default_format',
      'default_limit',
      'fields',
      'filtering',
    ])
    assert.deepEqual(schema.allowed_list_http_methods, ['get', 'post', 'delete'])
    assert.deepEqual(schema.allowed_detail_http_methods, ['get', 'delete'])
    assert.equal(schema.default_limit, 20)
    const row = await askJson('/api/v1/downloads/release_file/801/')
    assert.deepEqual(Object.keys(schema.fields), Object.keys(row))
    assert.deepInclude(schema.fields.url, { type: 'string', unique: true, blank: false, nullable: false })
    assert.deepInclude(schema.fields.filesize, { type: 'integer', default: 0 })
    assert.deepInclude(schema.fields.os, {
      type: 'related',
      related_type: 'to_one',
      related_schema: '/api/v1/downloads/os/schema/',
    })
    assert.isTrue(schema.fields.resource_uri.readonly)
    assert.deepEqual(schema.filtering, {
      description: ['contains'],
      name: ['exact'],
      os: 2,
      release: 2,
      slug: ['exact'],
    })

    const release = await askJson('/api/v1/downloads/release/schema/')
    assert.equal(release.fields.release_date.type, 'datetime')
    assert.deepEqual(release.filtering.version, ['exact', 'startswith'])
    assert.isTrue(release.fields.release_page.nullable)
    assert.equal(release.fields.release_page.related_schema, '/api/v1/pages/page/schema/')
  })

  test('answers JSON whatever format or Accept header is asked for', async ({ assert }) => {
    const plain = (await ask(OS)).body
    for (const query of ['?format=json', '?format=xml', '?format=banana']) {
      const answer = await ask(`${OS}${query}`)
      assert.equal(answer.headers['content-type'], 'application/json')
      assert.equal(answer.body, plain)
    }
    for (const accept of ['text/html', 'application/xml', 'text/plain;q=0.5, image/png', '*', '']) {
      assert.equal((await ask(OS, { headers: { Accept: accept } })).body, plain, accept)
    }
  })

  test('refuses an Accept header that is none', async ({ assert }) => {
    const answer = await ask(OS, { headers: { Accept: 'garbage' } })
    assert.equal(answer.status, 400)
    assert.equal(answer.body, '{"error": "Invalid Accept header"}')
    assert.equal((await ask(`${OS}?format=json`, { headers: { Accept: 'garbage' } })).status, 200)
  })

  test('asks the database once, whatever is asked', async ({ assert }) => {
    for (const path of ['release/', 'release_file/?limit=0', 'os/1/', 'release/716/', 'os/set/1;2;3;99/']) {
      assert.lengthOf(await countQueries(() => ask(`/api/v1/downloads/${path}`)), 1, path)
    }
    assert.lengthOf(await countQueries(() => ask(`${OS}schema/`)), 0)
  })
})
