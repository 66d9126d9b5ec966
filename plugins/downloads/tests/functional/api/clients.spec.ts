import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { createApiRows } from './api_rows.js'
import { ask, askJson } from './ask.js'

/*
| How known programs read this API. Each test does what the program does with the answers.
*/

interface ReleaseRow {
  name: string
  slug: string
  version: number
  is_latest: boolean
  pre_release: boolean
  resource_uri: string
}

interface FileRow {
  name: string
  url: string
  release: string
  sha256_sum: string
}

const RELEASES = '/api/v2/downloads/release/'
const FILES = '/api/v2/downloads/release_file/'

const RENOVATE_FIELDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  name: isText,
  slug: isText,
  version: (value) => typeof value === 'number',
  is_latest: isBoolean,
  is_published: isBoolean,
  release_date: (value) => isText(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value as string),
  pre_release: isBoolean,
  release_page: (value) => value === null || isText(value),
  show_on_download_page: isBoolean,
  release_notes_url: isText,
  resource_uri: isText,
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}

function isBoolean(value: unknown): boolean {
  return typeof value === 'boolean'
}

function idOf({ resource_uri: uri }: { resource_uri: string }): number {
  return Number(uri.split('/').filter(Boolean).at(-1))
}

test.group('Programs that read the API', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => createApiRows())

  test("renovate's schema accepts the whole list, after the redirect to the slash", async ({ assert }) => {
    const first = await ask('/api/v2/downloads/release', { headers: { Accept: 'application/json' } })
    assert.equal(first.status, 301)
    const rows: Record<string, unknown>[] = await askJson(first.headers.location!)
    assert.isNotEmpty(rows)
    for (const row of rows) {
      for (const [key, accepts] of Object.entries(RENOVATE_FIELDS))
        assert.isTrue(accepts(row[key]), `${key} of ${row.name}`)
    }
  })

  test('cibuildwheel joins files to releases by the text of their addresses', async ({ assert }) => {
    const releases: ReleaseRow[] = await askJson(`${RELEASES}?is_published=true`)
    const files: FileRow[] = await askJson(FILES)
    const python = releases.filter(({ slug }) => slug.startsWith('python-3'))
    const installers = python.flatMap(({ resource_uri: uri }) => files.filter(({ release }) => release === uri))
    assert.includeMembers(
      installers.map(({ url }) => url.split('/').at(-1)),
      ['python-3.10.19-macos11.pkg', 'python-3.14.0-amd64.exe', 'Python-3.14.0.tar.xz']
    )
    for (const { name } of python) assert.match(name, /^Python \d+\.\d+\.\d+((a|b|rc)\d+)?$/)
  })

  test('older cibuildwheel takes the number at the end of an address for a filter', async ({ assert }) => {
    const releases: ReleaseRow[] = await askJson(`${RELEASES}?version=3&is_published=true`)
    const release = releases.find(({ name }) => name === 'Python 3.10.19')!
    const files: FileRow[] = await askJson(`${FILES}?release=${idOf(release)}`)
    assert.isTrue(files.some(({ url }) => url.includes('macos11.pkg')))
    assert.isTrue((await askJson(`${FILES}?os=2`)).every((file: { os: string }) => file.os.endsWith('/os/2/')))
  })

  test('manylinux finds the one source system and the files of a release for it', async ({ assert }) => {
    const systems = await askJson('/api/v2/downloads/os/?slug=source')
    assert.lengthOf(systems, 1)
    const releases: ReleaseRow[] = await askJson(`${RELEASES}?version=3&is_published=true`)
    const release = releases.find(({ name }) => name.split(' ')[1] === '3.14.0')!
    const files: FileRow[] = await askJson(`${FILES}?os=${idOf(systems[0])}&release=${idOf(release)}`)
    assert.deepEqual(
      files.map(({ url }) => url),
      ['https://www.python.org/ftp/python/3.14.0/Python-3.14.0.tar.xz']
    )
  })

  test('Oryx asks by name with a plus or a blank, and takes the checksum of the xz archive', async ({ assert }) => {
    for (const query of ['name=Python+3.14.0', 'name=Python%203.14.0']) {
      const headers = { 'User-Agent': 'Oryx-AutoUpdate/1.0' }
      const releases: ReleaseRow[] = await askJson(`${RELEASES}?${query}`, { headers })
      assert.lengthOf(releases, 1)
      const files: FileRow[] = await askJson(`${FILES}?release=${idOf(releases[0]!)}`)
      assert.equal(files.find(({ url }) => url.endsWith('.tar.xz'))!.sha256_sum, '2299dae5')
    }
  })

  test('ducktools reads every field as text or number, never null', async ({ assert }) => {
    for (const row of await askJson(FILES)) {
      for (const [key, value] of Object.entries(row)) assert.isNotNull(value, key)
    }
    for (const { release_page: page, ...row } of await askJson(RELEASES)) {
      assert.isNull(page)
      for (const [key, value] of Object.entries(row)) assert.isNotNull(value, key)
    }
  })

  test('ltchiptool takes the first part of an address that is all digits for the id', async ({ assert }) => {
    const releases: ReleaseRow[] = await askJson(`${RELEASES}?pre_release=false&is_published=true&version=3`)
    assert.isTrue(releases.every(({ pre_release: pre, version }) => !pre && version === 3))
    const release = releases.find(({ name }) => name === 'Python 3.14.0')!
    const id = release.resource_uri.split('/').find((part) => /^\d+$/.test(part))
    const files: FileRow[] = await askJson(`${FILES}?release=${id}&os=1`)
    assert.deepEqual(
      files.map(({ name }) => name),
      ['Windows installer (64-bit)']
    )
  })

  test('Dumplings picks ids by a pattern and installers by their names', async ({ assert }) => {
    const releases: ReleaseRow[] = await askJson(`${RELEASES}?version=3&pre_release=false`)
    const release = releases.find(({ name }) => name.startsWith('Python 3.14'))!
    const [, id] = /release\/(\d+)\//.exec(release.resource_uri)!
    const files: FileRow[] = await askJson(`${FILES}?os=1&release=${id}`)
    assert.isTrue(files.some(({ name }) => name.includes('installer') && name.includes('64-bit')))
  })

  test('cpython-release-tracker reads version 1 by system and slug of the release', async ({ assert }) => {
    const { objects } = await askJson('/api/v1/downloads/release_file/?os=3&format=json&release__slug=python-3140')
    assert.lengthOf(objects, 1)
    assert.containsSubset(objects[0], {
      url: 'https://www.python.org/ftp/python/3.14.0/Python-3.14.0.tar.xz',
      description: '',
      filesize: 23456789,
      sigstore_bundle_file: 'https://www.python.org/ftp/python/3.14.0/Python-3.14.0.tar.xz.sigstore',
    })
    assert.isTrue(objects[0].md5_sum !== '' || objects[0].sha256_sum !== '')
  })

  test('release-tools finds the release and a system with a JSON type and no body', async ({ assert }) => {
    const headers = { 'Content-Type': 'application/json' }
    const release = await askJson('/api/v1/downloads/release/?name=Python+3.14.0', { headers })
    assert.equal(release.objects[0].resource_uri, '/api/v1/downloads/release/712/')
    for (const [slug, id] of [
      ['source', 3],
      ['windows', 1],
      ['macos', 2],
      ['android', 4],
      ['ios', 5],
    ]) {
      const { objects } = await askJson(`/api/v1/downloads/os/?slug=${slug}`, { headers })
      assert.equal(idOf(objects[0]), id)
    }
    const purge = await ask('/api/v1/downloads/release_file/?release=712', { method: 'DELETE', headers })
    assert.equal(purge.status, 401)
  })

  test('shell scripts find names in raw text and the latest by its mark', async ({ assert }) => {
    const { body } = await ask(
      `${RELEASES}?is_published=true&limit=1&show_on_download_page=true&order_by=-release_date`
    )
    assert.include(body, '"name":"Python 3.14.0"')
    const latest: ReleaseRow[] = JSON.parse(body).filter((row: ReleaseRow) => row.is_latest)
    assert.deepEqual(
      latest.map(({ version }) => version),
      [2, 3, 100]
    )
  })

  test('version watchers may send an odd boolean and parameters that nobody knows', async ({ assert }) => {
    assert.lengthOf(await askJson(`${RELEASES}?is_published=yes&is_prerelease=false&page_size=20`), 7)
  })
})
