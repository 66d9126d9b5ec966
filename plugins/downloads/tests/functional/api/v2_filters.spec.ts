import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { createApiRows } from './api_rows.js'
import { ask, namesAt } from './ask.js'

const RELEASES = '/api/v2/downloads/release/'
const FILES = '/api/v2/downloads/release_file/'

const PUBLISHED = 7
const FINAL = 6

const NO_CHOICE = 'Select a valid choice. That choice is not one of the available choices.'

test.group('API v2, filters of systems and releases', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => createApiRows())

  test('finds {1} by {0}')
    .with([
      ['/api/v2/downloads/os/?name=Windows', ['Windows']],
      ['/api/v2/downloads/os/?name=windows', []],
      ['/api/v2/downloads/os/?slug=source', ['Source release']],
      ['/api/v2/downloads/os/?slug=%20source%20', ['Source release']],
      ['/api/v2/downloads/os/?slug=source&slug=macos', ['macOS']],
      [`${RELEASES}?name=Python+3.14.0rc2`, ['Python 3.14.0rc2']],
      [`${RELEASES}?name=Python%203.14.0rc2`, ['Python 3.14.0rc2']],
      [`${RELEASES}?slug=python-2718`, ['Python 2.7.18']],
      [`${RELEASES}?slug=python-2718&version=3`, []],
      [`${RELEASES}?version=2`, ['Python 2.7.18']],
      [`${RELEASES}?version=1`, []],
      [`${RELEASES}?version=100`, ['Python install manager 25.0']],
      [`${RELEASES}?pre_release=true`, ['Python 3.14.0rc2']],
      [`${RELEASES}?pre_release=TRUE`, ['Python 3.14.0rc2']],
      [`${RELEASES}?pre_release=1`, ['Python 3.14.0rc2']],
      [`${RELEASES}?is_published=false`, []],
      [`${RELEASES}?is_published=true&is_published=false`, []],
    ] as [string, string[]][])
    .run(async ({ assert }, [path, names]) => {
      assert.deepEqual(await namesAt(path), names)
    })

  test('finds {1} releases by {0}')
    .with([
      ['is_published=true', PUBLISHED],
      ['pre_release=false', FINAL],
      ['pre_release=0', FINAL],
      ['pre_release=False', FINAL],
      // No boolean filters nothing.
      ['pre_release=banana', PUBLISHED],
      ['pre_release=t', PUBLISHED],
      ['pre_release=', PUBLISHED],
      ['is_published=yes&is_prerelease=false', PUBLISHED],
      // So does an empty value, and any parameter that is not known.
      ['version=&name=&slug=&release_date=', PUBLISHED],
      ['limit=1&page=2&order_by=-release_date&foo=bar&name__exact=x', PUBLISHED],
    ] as [string, number][])
    .run(async ({ assert }, [query, count]) => {
      assert.lengthOf(await namesAt(`${RELEASES}?${query}`), count)
    })

  test('finds a release by its date, to the microsecond: {0}')
    .with([
      ['2025-10-09', 'Python 3.10.19'],
      ['20251009', 'Python 3.10.19'],
      ['2025-10-09T00:00:00Z', 'Python 3.10.19'],
      ['2025-10-09T00:00:00', 'Python 3.10.19'],
      ['2025-10-09%2000:00', 'Python 3.10.19'],
      ['2025-10-09T02:00:00%2B02:00', 'Python 3.10.19'],
      ['2025-10-08T19:30:00-0430', 'Python 3.10.19'],
      ['2025-10-07T12:34:56.789012Z', 'Python 3.14.0'],
      ['2025-10-07T12:34:56.7890129Z', 'Python 3.14.0'],
      ['2025-08-14T00:00:00,12', 'Python 3.14.0rc2'],
    ] as [string, string][])
    .run(async ({ assert }, [date, name]) => {
      assert.deepEqual(await namesAt(`${RELEASES}?release_date=${date}`), [name])
    })

  test('finds nothing on a day without a release', async ({ assert }) => {
    assert.deepEqual(await namesAt(`${RELEASES}?release_date=2025-10-07`), [])
    assert.deepEqual(await namesAt(`${RELEASES}?release_date=9999-12-31T23:59:59-10:00`), [])
  })

  test('refuses what is no date: {$self}')
    .with(['garbage', '2025-13-45', '2025-02-29', '2025-10-9', '10/09/2025', '0000-01-01', '2025-10-09T24:00:00'])
    .run(async ({ assert }, date) => {
      const { status, body } = await ask(`${RELEASES}?release_date=${encodeURIComponent(date)}`)
      assert.equal(status, 400)
      assert.equal(body, '{"release_date":["Enter a valid date/time."]}')
    })

  test('refuses a zone that is none', async ({ assert }) => {
    assert.equal((await ask(`${RELEASES}?release_date=2025-10-09T00:00:00%2B25:00`)).status, 400)
    assert.equal((await ask(`${RELEASES}?release_date=0001-01-01T00:00:00%2B10:00`)).status, 400)
  })

  test('refuses a version that there is not: {$self}')
    .with(['5', 'abc', '03', ' 3', '3.0', '<b>'])
    .run(async ({ assert }, version) => {
      const { status, headers, body } = await ask(`${RELEASES}?version=${encodeURIComponent(version)}`)
      assert.equal(status, 400)
      assert.equal(headers['content-type'], 'application/json')
      const sentence = `Select a valid choice. ${version} is not one of the available choices.`
      assert.equal(body, JSON.stringify({ version: [sentence] }))
    })

  test('tells of every wrong value at once, in the order of the filters', async ({ assert }) => {
    const { body } = await ask(`${RELEASES}?release_date=x&version=5&slug=a%00b`)
    assert.equal(
      body,
      '{"slug":["Null characters are not allowed."],' +
        '"version":["Select a valid choice. 5 is not one of the available choices."],' +
        '"release_date":["Enter a valid date/time."]}'
    )
  })

  test('filters a single row, too', async ({ assert }) => {
    assert.equal((await ask(`${RELEASES}712/?version=3&foo=1`)).status, 200)
    assert.equal((await ask(`${RELEASES}712/?version=2`)).body, '{"detail":"No Release matches the given query."}')
    assert.equal((await ask(`${RELEASES}712/?version=5`)).status, 400)
  })
})

test.group('API v2, filters of files', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => createApiRows())

  test('finds {1} by {0}')
    .with([
      ['os=1', ['Windows installer (64-bit)']],
      ['os=01', ['Windows installer (64-bit)']],
      ['os=%201', ['Windows installer (64-bit)']],
      ['release=712', ['XZ compressed source tarball', 'Windows installer (64-bit)']],
      ['os=3&release=712', ['XZ compressed source tarball']],
      ['os=2&release=712', []],
      ['os=3&os=1', ['Windows installer (64-bit)']],
      ['name=macOS+installer', ['macOS installer']],
      ['slug=31019-macOS-installer', ['macOS installer']],
      ['slug=31019-macos-installer', []],
      ['description__contains=macOS', ['macOS installer']],
      ['description__contains=macos', []],
      ['description__contains=100%25', ['macOS installer']],
      ['description__contains=1_0', []],
    ] as [string, string[]][])
    .run(async ({ assert }, [query, names]) => {
      assert.deepEqual(await namesAt(`${FILES}?${query}`), names)
    })

  test('finds all files by empty values', async ({ assert }) => {
    assert.lengthOf(await namesAt(`${FILES}?os=&release=&name=&slug=&description__contains=`), 5)
  })

  test('refuses an id that there is not: {$self}')
    .with(['99', 'abc', '1.0', 'null', '99999999999999999', '/api/v2/downloads/os/1/'])
    .run(async ({ assert }, id) => {
      const { status, body } = await ask(`${FILES}?os=${encodeURIComponent(id)}`)
      assert.equal(status, 400)
      assert.equal(body, JSON.stringify({ os: [NO_CHOICE] }))
    })

  test('refuses both ids, the system first', async ({ assert }) => {
    const { body } = await ask(`${FILES}?release=99&os=99`)
    assert.equal(body, JSON.stringify({ os: [NO_CHOICE], release: [NO_CHOICE] }))
  })

  test('refuses any other parameter: {0}')
    .with([
      ['limit=1', `'exact' is not an allowed filter on the 'limit' field.`],
      ['format=json', `'exact' is not an allowed filter on the 'format' field.`],
      ['page=1', `'exact' is not an allowed filter on the 'page' field.`],
      ['description=x', `'exact' is not an allowed filter on the 'description' field.`],
      ['name__exact=x', `'exact' is not an allowed filter on the 'name' field.`],
      ['os__slug=x', `'slug' is not an allowed filter on the 'os' field.`],
      ['release__os__slug__contains=x', `'contains' is not an allowed filter on the 'release__os__slug' field.`],
      ["it's=x", `'exact' is not an allowed filter on the "it's" field.`],
      [`a%22'%0A=x`, `'exact' is not an allowed filter on the 'a"\\'\\n' field.`],
    ] as [string, string][])
    .run(async ({ assert }, [query, sentence]) => {
      const { status, body } = await ask(`${FILES}?${query}`)
      assert.equal(status, 400)
      assert.equal(body, JSON.stringify({ error: [sentence] }))
    })

  test('refuses several parameters in their order, and a wrong value before them', async ({ assert }) => {
    const refused = JSON.parse((await ask(`${FILES}?foo=1&os=1&bar=2`)).body)
    assert.deepEqual(refused.error, [
      `'exact' is not an allowed filter on the 'foo' field.`,
      `'exact' is not an allowed filter on the 'bar' field.`,
    ])
    assert.deepEqual(JSON.parse((await ask(`${FILES}?foo=1&release=99`)).body), { release: [NO_CHOICE] })
  })

  test('refuses parameters of a single file, too', async ({ assert }) => {
    assert.equal((await ask(`${FILES}801/?foo=1`)).status, 400)
    assert.equal((await ask(`${FILES}801/?os=1`)).body, '{"detail":"No ReleaseFile matches the given query."}')
  })
})
