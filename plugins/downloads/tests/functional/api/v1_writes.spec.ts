import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import Release from '#models/release'
import ReleaseFile from '#models/release_file'
import { createApiRows } from './api_rows.js'
import { ask, askJson } from './ask.js'
import { useSampleAccounts } from './sample_accounts.js'
import { newFile, newId, send, sendAs, URL_OF_FILE } from './send.js'

const OS = '/api/v1/downloads/os/'
const RELEASES = '/api/v1/downloads/release/'
const FILES = '/api/v1/downloads/release_file/'

test.group('API v1, making rows', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => createApiRows())
  group.each.setup(() => useSampleAccounts())

  test('answers 201 with the path of the row and no body', async ({ assert }) => {
    const answer = await send('POST', FILES, newFile(1))
    assert.equal(answer.status, 201)
    assert.match(answer.headers.location!, /^\/api\/v1\/downloads\/release_file\/\d+\/$/)
    assert.equal(answer.body, '')
    assert.equal(answer.headers['content-length'], '0')
    assert.equal(answer.headers['content-type'], 'text/html; charset=utf-8')
    assert.isUndefined(answer.headers['set-cookie'])

    const row = await askJson(answer.headers.location!)
    assert.equal(row.resource_uri, answer.headers.location)
    assert.deepInclude(row, {
      ...newFile(1),
      description: '',
      download_button: false,
      filesize: 0,
      gpg_signature_file: '',
      is_source: false,
      md5_sum: '',
      sha256_sum: '',
    })
  })

  test('keeps every field that is sent, and the slug to the letter', async ({ assert }) => {
    const sent = newFile(1, {
      slug: '3140-rc2-XZ-compressed-source-tarball',
      description: 'Largest “so far”',
      is_source: true,
      filesize: 3_000_000_000,
      download_button: true,
      md5_sum: 'aa',
      sha256_sum: 'bb',
      gpg_signature_file: `${URL_OF_FILE}.asc`,
      sigstore_signature_file: `${URL_OF_FILE}.sig`,
      sigstore_cert_file: `${URL_OF_FILE}.crt`,
      sigstore_bundle_file: `${URL_OF_FILE}.sigstore`,
      sbom_spdx2_file: `${URL_OF_FILE}.spdx.json`,
    })
    const { headers } = await send('POST', FILES, sent)
    const { resource_uri: address, ...row } = await askJson(headers.location!)
    assert.equal(address, headers.location)
    assert.deepEqual(row, sent)
  })

  test('makes the slug from the name when there is none, and sets what is not sent', async ({ assert }) => {
    const before = Date.now()
    const release = await Release.findOrFail(newId(await send('POST', RELEASES, { name: 'Python 3.16.0a1' })))
    assert.equal(release.slug, 'python-3160a1')
    assert.equal(release.version, 3)
    assert.isFalse(release.isPublished)
    assert.isTrue(release.showOnDownloadPage)
    assert.equal(release.content, '')
    assert.isAtLeast(release.releaseDate.toMillis(), before - 1000)
    assert.equal(release.creatorId, 1)
  })

  test('takes null for nothing, and never keeps it', async ({ assert }) => {
    const sent = newFile(1, {
      description: null,
      filesize: null,
      is_source: null,
      md5_sum: null,
      sbom_spdx2_file: null,
    })
    const row = await askJson((await send('POST', FILES, sent)).headers.location!)
    assert.deepInclude(row, { description: '', filesize: 0, is_source: false, md5_sum: '', sbom_spdx2_file: '' })
  })

  test('reads dates with and without a zone: {0}')
    .with([
      ['2025-10-07', '2025-10-07T00:00:00'],
      ['2025-10-07T12:34:56', '2025-10-07T12:34:56'],
      ['2025-10-07T12:34:56Z', '2025-10-07T12:34:56'],
      ['2025-10-07T12:34:56+02:00', '2025-10-07T10:34:56'],
      ['2025-10-07 12:34', '2025-10-07T12:34:00'],
      ['2025-10-07T12:34:56.123456', '2025-10-07T12:34:56.123456'],
    ] as [string, string][])
    .run(async ({ assert }, [sent, shown]) => {
      const { headers } = await send('POST', RELEASES, { name: 'Dated', release_date: sent, is_published: true })
      assert.equal((await askJson(headers.location!)).release_date, shown)
    })

  test('takes what tastypie takes for a value', async ({ assert }) => {
    const release = { name: 314, version: '2', pre_release: 1, is_published: 'True', show_on_download_page: 'f' }
    const { headers } = await send('POST', RELEASES, { ...release, id: 5, creator: 7, unknown: [] })
    const row = await askJson(headers.location!)
    assert.deepInclude(row, {
      name: '314',
      slug: '314',
      version: 2,
      pre_release: true,
      is_published: true,
      show_on_download_page: false,
    })
  })

  test('finds a related row by path, whole address, address of version 2 and key: {$self}')
    .with([
      '/api/v1/downloads/os/2/',
      'https://www.python.org/api/v1/downloads/os/2/',
      '/api/v2/downloads/os/2/',
      'http://python.test/api/v2/downloads/os/2/',
      { pk: 2 },
    ])
    .run(async ({ assert }, os) => {
      const file = await ReleaseFile.findOrFail(newId(await send('POST', FILES, newFile(1, { os }))))
      assert.equal(file.operatingSystemId, 2)
    })

  test('keeps a page, and nobody asks whether it is there', async ({ assert }) => {
    const sent = { name: 'With a page', is_published: true, release_page: '/api/v1/pages/page/5/' }
    const answer = await send('POST', RELEASES, sent)
    assert.equal((await Release.findOrFail(newId(answer))).releasePageId, 5)
    assert.equal((await askJson(answer.headers.location!)).release_page, '/api/v1/pages/page/5/')
  })

  test('says of a body what tastypie says: {0}')
    .with([
      ['{"name":', 'Request is not valid JSON.'],
      ['', 'Request is not valid JSON.'],
      ['[]', 'Request is not valid JSON.'],
      ['null', 'Request is not valid JSON.'],
      ['"text"', 'Request is not valid JSON.'],
      [Buffer.from([0xff, 0xfe]), 'Request is not valid JSON.'],
      ['['.repeat(200_000), 'Request is not valid JSON.'],
    ] as [string | Buffer, string][])
    .run(async ({ assert }, [body, error]) => {
      const answer = await send('POST', OS, body)
      assert.equal(answer.status, 400)
      assert.equal(answer.headers['content-type'], 'application/json')
      assert.equal(answer.body, `{"error": "${error}"}`)
    })

  test('takes JSON only: {$self}')
    .with(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])
    .run(async ({ assert }, type) => {
      const headers = { 'Content-Type': type }
      const answer = await sendAs('staff', { method: 'POST', path: OS, body: '{"name": "a"}', headers })
      assert.equal(answer.status, 415)
      assert.equal(
        answer.body,
        '{"error_message": "Sorry, this request could not be processed. Please try again later."}'
      )
    })

  test('takes JSON with a charset', async ({ assert }) => {
    const headers = { 'Content-Type': 'application/json; charset=utf-8' }
    const answer = await sendAs('staff', { method: 'POST', path: OS, body: { name: 'Haiku ☘' }, headers })
    assert.equal(answer.status, 201)
    assert.equal((await askJson(answer.headers.location!)).name, 'Haiku ☘')
  })

  test('takes no more than a megabyte', async ({ assert }) => {
    const answer = await send('POST', OS, { name: 'x'.repeat(1_100_000) })
    assert.equal(answer.status, 413)
    assert.property(JSON.parse(answer.body), 'error_message')
  })

  test('refuses a value that is none: {0}')
    .with([
      [{ os: undefined }, "The 'os' field has no data and doesn't allow a default or null value."],
      [{ release: null }, "The 'release' field has no data and doesn't allow a default or null value."],
      [
        { os: '/api/v1/downloads/os/99/' },
        "Could not find the provided downloads/os object via resource URI '/api/v1/downloads/os/99/'.",
      ],
      [
        { os: '/api/v1/downloads/os/99999999999/' },
        "Could not find the provided downloads/os object via resource URI '/api/v1/downloads/os/99999999999/'.",
      ],
      [{ os: 'windows' }, "Could not find the provided downloads/os object via resource URI 'windows'."],
      [
        { os: '/api/v1/downloads/release/712/' },
        "Could not find the provided downloads/os object via resource URI '/api/v1/downloads/release/712/'.",
      ],
      [
        { os: 3 },
        "The 'os' field was given data that was not a URI, not a dictionary-alike and does not have a 'pk' attribute: 3.",
      ],
      [{ is_source: 'false' }, "['“false” value must be either True or False.']"],
      [{ filesize: 'abc' }, "Field 'filesize' expected a number but got 'abc'."],
      [{ name: {} }, "The 'name' field must be a string: {}"],
    ] as [object, string][])
    .run(async ({ assert }, [differing, error]) => {
      const answer = await send('POST', FILES, newFile(1, { ...differing }))
      assert.equal(answer.status, 400)
      assert.deepEqual(JSON.parse(answer.body), { error })
      assert.equal(await countOf('downloads_release_files'), 5)
    })

  test('refuses a date that is none: {0}')
    .with([
      ['garbage', "doesn't appear to be a valid datetime string: 'garbage'"],
      ['2025-02-30', "doesn't appear to be a valid datetime string: '2025-02-30'"],
      [5, 'must be a string: 5'],
      [true, 'must be a string: True'],
    ] as [unknown, string][])
    .run(async ({ assert }, [date, words]) => {
      const answer = await send('POST', RELEASES, { name: 'Dated', release_date: date })
      assert.equal(answer.status, 400)
      assert.equal(JSON.parse(answer.body).error, `Datetime provided to 'release_date' field ${words}`)
    })

  test('refuses a row that no page could show, where python.org keeps it: {0}')
    .with([
      [{ name: '' }, { name: ['This field may not be blank.'], slug: ['This field may not be blank.'] }],
      [{}, { name: ['This field is required.'], slug: ['This field may not be blank.'] }],
      [{ name: 'Python 5', version: 5 }, { version: ['Value 5 is not a valid choice.'] }],
      [{ name: 'a'.repeat(201), slug: 'a' }, { name: ['Ensure this field has no more than 200 characters.'] }],
      [
        { name: 'a', slug: 'a b' },
        { slug: ['Enter a valid "slug" consisting of letters, numbers, underscores or hyphens.'] },
      ],
      [{ name: 'a', release_notes_url: 'javascript:alert(1)' }, { release_notes_url: ['Enter a valid URL.'] }],
      [{ name: 'a\0b' }, { name: ['Null characters are not allowed.'] }],
    ] as [object, Record<string, string[]>][])
    .run(async ({ assert }, [body, faults]) => {
      const answer = await send('POST', RELEASES, body)
      assert.equal(answer.status, 400)
      const { 'downloads/release': told, 'error_message': message } = JSON.parse(answer.body)
      assert.deepEqual(told, faults)
      for (const [field, [sentence]] of Object.entries(faults)) assert.include(message, `${field}: ${sentence}`)
      assert.equal(await countOf('downloads_releases'), 8)
    })
})

test.group('API v1, removing rows', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => createApiRows())
  group.each.setup(() => useSampleAccounts())

  test('removes one row', async ({ assert }) => {
    const answer = await send('DELETE', `${FILES}801/`)
    assert.equal(answer.status, 204)
    assert.equal(answer.body, '')
    assert.isUndefined(answer.headers['content-type'])
    assert.equal((await ask(`${FILES}801/`)).status, 404)
    assert.equal(await countOf('downloads_release_files'), 4)
  })

  test('removes the files with their release, and with their system', async ({ assert }) => {
    assert.equal((await send('DELETE', `${RELEASES}712/`)).status, 204)
    assert.equal(await countOf('downloads_release_files'), 3)
    assert.equal((await send('DELETE', `${OS}3/`)).status, 204)
    assert.equal(await countOf('downloads_release_files'), 1)
  })

  test('finds no row: {$self}')
    .with(['99/', 'abc/', '99999999999/', '801/'])
    .run(async ({ assert }, id) => {
      await send('DELETE', `${FILES}801/`)
      const answer = await send('DELETE', FILES + id)
      assert.equal(answer.status, 404)
      assert.equal(answer.body, '')
    })

  test('removes all files of a release, also when there are none', async ({ assert }) => {
    const answer = await send('DELETE', `${FILES}?release=712`, '')
    assert.equal(answer.status, 204)
    assert.equal(answer.body, '')
    assert.equal(await countOf('downloads_release_files'), 3)
    assert.equal((await send('DELETE', `${FILES}?release=712`)).status, 204)
    assert.equal((await send('DELETE', `${FILES}?release=999`)).status, 204)
    assert.equal(await countOf('downloads_release_files'), 3)
  })

  test('does not look at the body of a removal', async ({ assert }) => {
    assert.equal((await send('DELETE', `${FILES}?release=712`, '{broken')).status, 204)
    assert.equal((await send('DELETE', `${FILES}803/`, '{broken')).status, 204)
  })

  test('wants exactly one release for it: "{$self}"')
    .with([
      '',
      'release=712&release=711',
      'release=712&format=json',
      'release__exact=712',
      'os=1',
      'release=712&limit=1',
    ])
    .run(async ({ assert }, query) => {
      const answer = await send('DELETE', `${FILES}?${query}`)
      assert.equal(answer.status, 400)
      assert.equal(answer.body, `{"error": "Deleting release files requires exactly one 'release' filter."}`)
      assert.equal(await countOf('downloads_release_files'), 5)
    })

  test('wants a number for it: "{$self}"')
    .with(['abc', '', '/api/v1/downloads/release/712/'])
    .run(async ({ assert }, release) => {
      const answer = await send('DELETE', `${FILES}?release=${release}`)
      assert.equal(answer.status, 400)
      assert.equal(answer.body, '{"error": "Invalid resource lookup data provided (mismatched type)."}')
      assert.equal(await countOf('downloads_release_files'), 5)
    })

  test('changes no row, and removes no other list: {0} {1}')
    .with([
      ['PUT', `${FILES}801/`],
      ['PATCH', `${FILES}801/`],
      ['PUT', FILES],
      ['PATCH', OS],
      ['DELETE', OS],
      ['DELETE', `${RELEASES}?version=3`],
    ] as [string, string][])
    .run(async ({ assert }, [method, path]) => {
      assert.equal((await send(method, path, { name: 'x' })).status, 405)
      assert.equal(await countOf('downloads_release_files'), 5)
    })
})

async function countOf(table: string): Promise<number> {
  const [row] = await db.from(table).count('* as rows')
  return Number(row.rows)
}
