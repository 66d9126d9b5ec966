import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import Release from '#models/release'
import ReleaseFile from '#models/release_file'
import { createApiRows } from './api_rows.js'
import { ask, askJson } from './ask.js'
import { useSampleAccounts } from './sample_accounts.js'
import { newFile, newId, send, sendAs, URL_OF_FILE } from './send.js'

const OS = '/api/v2/downloads/os/'
const RELEASES = '/api/v2/downloads/release/'
const FILES = '/api/v2/downloads/release_file/'

test.group('API v2, making rows', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => createApiRows())
  group.each.setup(() => useSampleAccounts())

  test('answers 201 with the row and its whole address', async ({ assert }) => {
    const answer = await send('POST', FILES, newFile(2))
    assert.equal(answer.status, 201)
    assert.equal(answer.headers['content-type'], 'application/json')
    assert.equal(answer.headers.allow, 'GET, POST, HEAD, OPTIONS')
    assert.isUndefined(answer.headers['set-cookie'])
    const id = newId(answer)
    assert.equal(answer.headers.location, `http://python.test${FILES}${id}/`)
    assert.equal(
      answer.body,
      `{"name":"Windows installer (ARM64)","slug":"3140-Windows-installer-ARM64",` +
        `"os":"http://python.test/api/v2/downloads/os/1/","release":"http://python.test/api/v2/downloads/release/712/",` +
        `"description":"","is_source":false,"url":"${URL_OF_FILE}","gpg_signature_file":"","md5_sum":"",` +
        `"sha256_sum":"","filesize":0,"download_button":false,"resource_uri":"${answer.headers.location}",` +
        `"sigstore_signature_file":"","sigstore_cert_file":"","sigstore_bundle_file":"","sbom_spdx2_file":""}`
    )
    assert.equal((await ask(`${FILES}${id}/`)).body, answer.body)
  })

  test('shows the draft that it made', async ({ assert }) => {
    const { status, body } = await send('POST', RELEASES, { name: 'Python 3.16.0a1', slug: 'python-3160a1' })
    assert.equal(status, 201)
    const row = JSON.parse(body)
    assert.deepInclude(row, { version: 3, is_published: false, is_latest: false, show_on_download_page: true })
    assert.isNull(row.release_page)
    assert.match(row.release_date, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z$/)
  })

  test('carries on with the format that the address names', async ({ assert }) => {
    const release = { name: 'a', slug: 'a' }
    const bySuffix = await send('POST', '/api/v2/downloads/os.json', release)
    assert.match(bySuffix.headers.location!, /^http:\/\/python\.test\/api\/v2\/downloads\/os\/\d+\.json$/)
    const byQuery = await send('POST', `${OS}?format=json`, { name: 'b', slug: 'b' })
    assert.match(byQuery.headers.location!, /\/os\/\d+\/\?format=json$/)
    assert.equal(JSON.parse(byQuery.body).resource_uri, byQuery.headers.location)
  })

  test('reads dates with and without a zone: {0}')
    .with([
      ['2025-10-07', '2025-10-07T00:00:00Z'],
      ['2025-10-07T12:34:56', '2025-10-07T12:34:56Z'],
      ['2025-10-07T12:34:56Z', '2025-10-07T12:34:56Z'],
      ['2025-10-07T12:34:56-05:00', '2025-10-07T17:34:56Z'],
      ['2025-10-07 12:34', '2025-10-07T12:34:00Z'],
      ['2025-10-07T12:34:56.123456789Z', '2025-10-07T12:34:56.123456Z'],
    ] as [string, string][])
    .run(async ({ assert }, [sent, shown]) => {
      const { body } = await send('POST', RELEASES, { name: 'Dated', slug: 'dated', release_date: sent })
      assert.equal(JSON.parse(body).release_date, shown)
    })

  test('takes what Django REST framework takes for a value', async ({ assert }) => {
    const sent = { name: ' 314 ', slug: 314, version: '100', pre_release: 'yes', is_published: 'on', is_latest: 0 }
    const { body } = await send('POST', RELEASES, { ...sent, release_notes_url: ' https://docs.python.org/3/ ', id: 5 })
    assert.deepInclude(JSON.parse(body), {
      name: '314',
      slug: '314',
      version: 100,
      pre_release: true,
      is_published: true,
      is_latest: false,
      release_notes_url: 'https://docs.python.org/3/',
    })
    const file = await send('POST', FILES, newFile(2, { filesize: ' 7.0 ', description: ' for ARM ' }))
    assert.deepInclude(JSON.parse(file.body), { filesize: 7, description: 'for ARM' })
  })

  test('finds a related row by path and whole address, whatever the host: {$self}')
    .with([
      '/api/v2/downloads/os/2/',
      'http://python.test/api/v2/downloads/os/2/',
      'https://www.python.org/api/v2/downloads/os/2/',
      '/api/v2/downloads/os/2.json',
    ])
    .run(async ({ assert }, os) => {
      const file = await ReleaseFile.findOrFail(newId(await send('POST', FILES, newFile(2, { os }))))
      assert.equal(file.operatingSystemId, 2)
    })

  test('keeps a page, and nobody asks whether it is there: {0}')
    .with([
      ['http://python.test/api/v2/pages/page/5/', 5],
      [null, null],
      ['', null],
    ] as [string | null, number | null][])
    .run(async ({ assert }, [page, id]) => {
      const answer = await send('POST', RELEASES, { name: 'P', slug: 'p', release_page: page })
      assert.equal(answer.status, 201)
      assert.equal((await Release.findOrFail(newId(answer))).releasePageId, id)
      assert.equal(JSON.parse(answer.body).release_page, page || null)
    })

  test('takes a form, where what is not ticked is false', async ({ assert }) => {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const body = 'name=Python+3.16.0&slug=old&slug=python-3160&is_published=on&version=&release_date=&release_page='
    const answer = await sendAs('staff', { method: 'POST', path: RELEASES, body, headers })
    assert.equal(answer.status, 201)
    assert.deepInclude(JSON.parse(answer.body), {
      name: 'Python 3.16.0',
      slug: 'python-3160',
      is_published: true,
      version: 3,
      show_on_download_page: false,
    })
  })

  test('takes a form in parts, and no file for a text', async ({ assert }) => {
    const boundary = '----form7f3a'
    const part = (name: string, value: string, more = '') =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`
    const headers = { 'Content-Type': `multipart/form-data; boundary=${boundary}` }
    const sent = { method: 'POST', path: OS, headers }

    const whole = await sendAs('staff', {
      ...sent,
      body: `${part('name', 'A B')}${part('slug', 'ab')}--${boundary}--\r\n`,
    })
    assert.equal(whole.status, 201)
    assert.equal(JSON.parse(whole.body).name, 'A B')

    const body = `${part('name', 'text', '; filename="a.txt"\r\nContent-Type: text/plain')}${part('slug', 'abc')}--${boundary}--\r\n`
    const file = await sendAs('staff', { ...sent, body })
    assert.equal(file.status, 400)
    assert.equal(file.body, '{"name":["Not a valid string."]}')

    const broken = await sendAs('staff', { ...sent, body: 'no parts' })
    assert.equal(broken.status, 400)
    assert.match(JSON.parse(broken.body).detail, /^Multipart form parse error - /)
  })

  test('says where a body stops being JSON: {0}')
    .with([
      ['{"name":', 'JSON parse error - Expecting value: line 1 column 9 (char 8)'],
      ['nope', 'JSON parse error - Expecting value: line 1 column 1 (char 0)'],
      ['{"a":1}\n x', 'JSON parse error - Extra data: line 2 column 2 (char 9)'],
      ["{'a': 1}", 'JSON parse error - Expecting property name enclosed in double quotes: line 1 column 2 (char 1)'],
      [`${'['.repeat(200_000)}`, 'JSON parse error - Expecting value: line 1 column 200001 (char 200000)'],
    ] as [string, string][])
    .run(async ({ assert }, [body, detail]) => {
      const answer = await send('POST', OS, body)
      assert.equal(answer.status, 400)
      assert.equal(answer.headers['content-type'], 'application/json')
      assert.equal(answer.body, JSON.stringify({ detail }))
    })

  test('wants an object: {0}')
    .with([
      ['[]', 'Invalid data. Expected a dictionary, but got list.'],
      ['"a"', 'Invalid data. Expected a dictionary, but got str.'],
      ['5', 'Invalid data. Expected a dictionary, but got int.'],
      ['true', 'Invalid data. Expected a dictionary, but got bool.'],
      ['null', 'No data provided'],
    ] as [string, string][])
    .run(async ({ assert }, [body, sentence]) => {
      const answer = await send('POST', OS, body)
      assert.equal(answer.status, 400)
      assert.equal(answer.body, JSON.stringify({ non_field_errors: [sentence] }))
    })

  test('refuses bytes that are no text', async ({ assert }) => {
    const answer = await send('POST', OS, Buffer.from([0x7b, 0xff]))
    assert.equal(answer.status, 400)
    assert.match(JSON.parse(answer.body).detail, /^JSON parse error - 'utf-8' codec can't decode/)
  })

  test('takes no other type: "{$self}"')
    .with(['text/plain', '', 'application/vnd.api+json; a=b'])
    .run(async ({ assert }, type) => {
      const headers = { 'Content-Type': type }
      const answer = await sendAs('staff', { method: 'POST', path: OS, body: '{}', headers })
      assert.equal(answer.status, 415)
      assert.equal(answer.body, JSON.stringify({ detail: `Unsupported media type "${type}" in request.` }))
    })

  test('takes no more than a megabyte', async ({ assert }) => {
    const answer = await send('POST', OS, { name: 'x'.repeat(1_100_000), slug: 'x' })
    assert.equal(answer.status, 413)
    assert.equal(answer.body, '{"detail":"Request body is too large."}')
  })

  test('tells all that is missing, whatever the type of an empty body', async ({ assert }) => {
    const required = '["This field is required."]'
    for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded']) {
      const answer = await sendAs('staff', { method: 'POST', path: FILES, headers: { 'Content-Type': type } })
      assert.equal(answer.status, 400)
      assert.equal(
        answer.body,
        `{"name":${required},"slug":${required},"os":${required},"release":${required},"url":${required}}`
      )
    }
  })

  test('tells all that is wrong, in the order of the fields', async ({ assert }) => {
    const sent = { slug: 'nn', zzz: 1, is_published: 'x', release_date: 'x', version: 9, name: '' }
    const answer = await send('POST', RELEASES, sent)
    assert.equal(answer.status, 400)
    assert.equal(
      answer.body,
      '{"name":["This field may not be blank."],"version":["\\"9\\" is not a valid choice."],' +
        '"is_published":["Must be a valid boolean."],"release_date":["Datetime has wrong format. Use one of these ' +
        'formats instead: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z]."]}'
    )
    assert.equal(await countOf('downloads_releases'), 8)
  })

  test('refuses a value that is none: {0} {1}')
    .with([
      ['name', null, 'This field may not be null.'],
      ['name', [1], 'Not a valid string.'],
      ['name', '   ', 'This field may not be blank.'],
      ['name', 'x'.repeat(201), 'Ensure this field has no more than 200 characters.'],
      ['name', 'a\0', 'Null characters are not allowed.'],
      ['slug', 'x y', 'Enter a valid "slug" consisting of letters, numbers, underscores or hyphens.'],
      ['slug', ['x'], 'Enter a valid "slug" consisting of letters, numbers, underscores or hyphens.'],
      ['os', 3, 'Incorrect type. Expected URL string, received int.'],
      ['os', { pk: 3 }, 'Incorrect type. Expected URL string, received dict.'],
      ['os', null, 'This field may not be null.'],
      ['os', '', 'This field may not be null.'],
      ['os', 'windows', 'Invalid hyperlink - No URL match.'],
      ['os', '/api/v2/downloads/os/3', 'Invalid hyperlink - No URL match.'],
      ['os', '/api/v1/downloads/os/3/', 'Invalid hyperlink - Incorrect URL match.'],
      ['os', '/api/v2/downloads/release/712/', 'Invalid hyperlink - Incorrect URL match.'],
      ['os', '/api/v2/downloads/os/99/', 'Invalid hyperlink - Object does not exist.'],
      ['os', '/api/v2/downloads/os/abc/', 'Invalid hyperlink - Object does not exist.'],
      ['os', '/api/v2/downloads/os/99999999999/', 'Invalid hyperlink - Object does not exist.'],
      ['release', '/api/v2/downloads/release/99/', 'Invalid hyperlink - Object does not exist.'],
      ['description', null, 'This field may not be null.'],
      ['is_source', '', 'Must be a valid boolean.'],
      ['is_source', null, 'This field may not be null.'],
      ['url', '', 'This field may not be blank.'],
      ['url', 'python.exe', 'Enter a valid URL.'],
      ['url', 'javascript:alert(1)', 'Enter a valid URL.'],
      ['filesize', 2.5, 'A valid integer is required.'],
      ['filesize', true, 'A valid integer is required.'],
      ['filesize', '9'.repeat(1001), 'String value too large.'],
      ['filesize', 1e300, 'A valid integer is required.'],
      ['filesize', '99999999999999999999', 'Ensure this value is less than or equal to 9007199254740991.'],
      ['filesize', -1, 'Ensure this value is greater than or equal to 0.'],
    ] as [string, unknown, string][])
    .run(async ({ assert }, [field, value, sentence]) => {
      const answer = await send('POST', FILES, newFile(2, { [field]: value }))
      assert.equal(answer.status, 400)
      assert.deepEqual(JSON.parse(answer.body), { [field]: [sentence] })
      assert.equal(await countOf('downloads_release_files'), 5)
    })
})

test.group('API v2, changing rows', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => createApiRows())
  group.each.setup(() => useSampleAccounts())

  test('changes what PATCH sends and nothing else', async ({ assert }) => {
    const before = await askJson(`${FILES}802/`)
    const answer = await send('PATCH', `${FILES}802/`, { description: 'For most', resource_uri: 'x', id: 1 })
    assert.equal(answer.status, 200)
    assert.isUndefined(answer.headers.location)
    assert.deepEqual(JSON.parse(answer.body), { ...before, description: 'For most' })
    assert.deepEqual(await askJson(`${FILES}802/`), { ...before, description: 'For most' })
  })

  test('keeps the microseconds of a date that nobody changes', async ({ assert }) => {
    const { body } = await send('PATCH', `${RELEASES}712/`, { name: 'Python 3.14' })
    assert.equal(JSON.parse(body).release_date, '2025-10-07T12:34:56.789012Z')
  })

  test('changes nothing for an empty PATCH', async ({ assert }) => {
    const before = await ask(`${FILES}802/`)
    for (const body of ['', '{}']) assert.equal((await send('PATCH', `${FILES}802/`, body)).body, before.body)
  })

  test('wants from PUT what it wants from POST, and leaves the rest as it is', async ({ assert }) => {
    const required = '["This field is required."]'
    const { status, body } = await send('PUT', `${FILES}801/`, { name: 'a', slug: 'a' })
    assert.equal(status, 400)
    assert.equal(body, `{"os":${required},"release":${required},"url":${required}}`)

    const put = await send('PUT', `${RELEASES}712/`, { name: 'Python 3.14.0', slug: 'python-3140' })
    assert.equal(put.status, 200)
    assert.deepInclude(JSON.parse(put.body), { is_published: true, is_latest: true, pre_release: false })
  })

  test('takes what a form does not tick for false in PUT, and for nothing in PATCH', async ({ assert }) => {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const path = `${RELEASES}712/`
    const patch = await sendAs('staff', { method: 'PATCH', path, headers, body: 'name=Z' })
    assert.deepInclude(JSON.parse(patch.body), { name: 'Z', is_published: true, show_on_download_page: true })
    const put = await sendAs('staff', { method: 'PUT', path, headers, body: 'name=Y&slug=python-3140' })
    assert.deepInclude(JSON.parse(put.body), { name: 'Y', is_published: false, show_on_download_page: false })
  })

  test('may send a row back as it was read', async ({ assert }) => {
    for (const path of [`${FILES}801/`, `${RELEASES}712/`, `${OS}1/`]) {
      const before = await ask(path)
      const after = await send('PUT', path, before.body)
      assert.equal(after.status, 200)
      assert.equal(after.body, before.body)
    }
  })

  test('looks for the row before it looks at the body, and lets filters count', async ({ assert }) => {
    const gone = await send('PATCH', `${OS}99/`, '{broken')
    assert.equal(gone.status, 404)
    assert.equal(gone.body, '{"detail":"No OS matches the given query."}')
    assert.equal((await send('PUT', `${OS}abc/`, {})).body, '{"detail":"Not found."}')
    assert.equal((await send('PATCH', `${FILES}801/?os=1`, { description: 'x' })).status, 404)
    assert.equal((await send('PATCH', `${FILES}801/?foo=1`, { description: 'x' })).status, 400)
    assert.equal((await send('PATCH', `${RELEASES}712/?name=Python+3.14.0`, { name: 'Renamed' })).status, 200)
  })

  test('refuses what it would refuse in a new row', async ({ assert }) => {
    const answer = await send('PATCH', `${RELEASES}712/`, { version: 4, name: '' })
    assert.equal(answer.status, 400)
    assert.equal(answer.body, '{"name":["This field may not be blank."],"version":["\\"4\\" is not a valid choice."]}')
    assert.equal((await Release.findOrFail(712)).name, 'Python 3.14.0')
  })

  test('remembers who changed it last', async ({ assert }) => {
    await send('PATCH', `${RELEASES}712/`, { show_on_download_page: false })
    const release = await Release.findOrFail(712)
    assert.equal(release.lastModifiedById, 1)
    assert.isNull(release.creatorId)
  })
})

test.group('API v2, removing rows', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => createApiRows())
  group.each.setup(() => useSampleAccounts())

  const BY_RELEASE = `${FILES}delete_by_release/`

  test('removes one row', async ({ assert }) => {
    const answer = await send('DELETE', `${FILES}801/`, '{not looked at')
    assert.equal(answer.status, 204)
    assert.equal(answer.body, '')
    assert.isUndefined(answer.headers['content-type'])
    assert.equal(answer.headers.allow, 'GET, PUT, PATCH, DELETE, HEAD, OPTIONS')
    const again = await send('DELETE', `${FILES}801/`)
    assert.equal(again.status, 404)
    assert.equal(again.body, '{"detail":"No ReleaseFile matches the given query."}')
  })

  test('removes the files of a release: "{0}" leaves {1}')
    .with([
      ['release=712', 3],
      ['release=712&os=1&format=json', 3],
      ['release=711&release=712', 3],
      ['release=+712', 3],
      ['release=999', 5],
      ['release=-1', 5],
      ['release=99999999999', 5],
    ] as [string, number][])
    .run(async ({ assert }, [query, left]) => {
      const answer = await send('DELETE', `${BY_RELEASE}?${query}`)
      assert.equal(answer.status, 204)
      assert.equal(answer.headers.allow, 'DELETE, OPTIONS')
      assert.equal(answer.body, '')
      assert.equal(await countOf('downloads_release_files'), left)
    })

  test('wants a number for it: "{$self}"')
    .with(['', 'release=', 'release=abc', 'release=7.5', 'os=1'])
    .run(async ({ assert }, query) => {
      const answer = await send('DELETE', `${BY_RELEASE}?${query}`)
      assert.equal(answer.status, 400)
      assert.equal(answer.body, '')
      assert.isUndefined(answer.headers['content-type'])
      assert.equal(await countOf('downloads_release_files'), 5)
    })

  test('only removes there', async ({ assert }) => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH']) {
      const answer = await send(method, `${BY_RELEASE}?release=712`)
      assert.equal(answer.status, 405)
      assert.equal(answer.headers.allow, 'DELETE, OPTIONS')
      assert.equal(answer.body, JSON.stringify({ detail: `Method "${method}" not allowed.` }))
    }
    assert.equal((await ask(BY_RELEASE)).status, 405)
    assert.equal((await ask(BY_RELEASE, { method: 'HEAD' })).status, 405)
    assert.equal((await askJson(BY_RELEASE, { method: 'OPTIONS' })).name, 'Delete by release')
  })

  test('has no such address for other collections', async ({ assert }) => {
    assert.equal((await send('DELETE', '/api/v2/downloads/os/delete_by_release/?release=712')).status, 404)
  })

  test('does not let a list be removed or replaced: {$self}')
    .with(['DELETE', 'PUT', 'PATCH'])
    .run(async ({ assert }, method) => {
      const answer = await send(method, FILES, '{broken')
      assert.equal(answer.status, 405)
      assert.equal(answer.body, JSON.stringify({ detail: `Method "${method}" not allowed.` }))
    })
})

async function countOf(table: string): Promise<number> {
  const [row] = await db.from(table).count('* as rows')
  return Number(row.rows)
}
