import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { DateTime } from 'luxon'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createFixedSystems } from '#database/factories/operating_system_factory'
import { ReleaseFactory } from '#database/factories/release_factory'
import Branch from '#models/branch'
import Release from '#models/release'
import ReleaseFile from '#models/release_file'
import { CatalogueImporter, type ImportReport } from '#services/import/catalogue_importer'
import { openSource } from '#services/import/open_source'
import { osRows, wireFile, wireRelease } from '#tests/wire_server'

let folder: string

async function importFile(path: string): Promise<ImportReport> {
  return new CatalogueImporter(await openSource(path), { mode: 'update' }).run()
}

async function importText(name: string, text: string): Promise<ImportReport> {
  const path = join(folder, name)
  await writeFile(path, text)
  return importFile(path)
}

function inFolder(group: { each: { setup(hook: () => Promise<() => Promise<void>>): unknown } }): void {
  group.each.setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'downloads-import-'))
    return () => rm(folder, { recursive: true })
  })
}

const schedules = fileURLToPath(new URL('../../fixtures/release_schedules.toml', import.meta.url))

test.group('Import of release schedules', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  inFolder(group)

  test('takes in branches and the releases that have happened, and tells of bad rows by line', async ({ assert }) => {
    const report = await importFile(schedules)
    assert.deepEqual(report.counts, {
      branches: { created: 1, updated: 0, unchanged: 0, skipped: 0, failed: 2 },
      releases: { created: 3, updated: 0, unchanged: 0, skipped: 2, failed: 2 },
    })
    assert.deepEqual(
      report.problems.map(({ kind, outcome, line, label, reason }) => [kind, outcome, line, label, reason]),
      [
        ['branches', 'failed', 3, 'branch 9.1', 'The name field format is invalid'],
        ['branches', 'failed', 14, 'branch 3.14', 'The selected status is invalid'],
        ['releases', 'failed', 43, '2.7.2 gamma 1', 'The stage field format is invalid'],
        ['releases', 'failed', 48, '2.7.3 alpha 1', 'The date field must be a day such as 2025-10-07'],
        ['releases', 'skipped', 53, '2.7.4 beta 12', 'it is of 2999-01-01, a day to come'],
      ]
    )

    const branch = await Branch.findByOrFail('name', '2.7')
    assert.containSubset(branch.toJSON(), {
      status: 'end-of-life',
      pep: 373,
      releaseManager: 'Grace Hopper',
      featureFreeze: null,
    })
    assert.equal(branch.endOfLife!.toISODate(), '2020-01-01')
    const releases = await Release.query().orderBy('release_date')
    assert.deepEqual(
      releases.map(({ name, slug, preRelease, version, branchId }) => [name, slug, preRelease, version, branchId]),
      [
        ['Python 2.7.0rc2', 'python-270rc2', true, 2, branch.id],
        ['Python 2.7.0', 'python-270', false, 2, branch.id],
        ['Python 2.7.1', 'python-271', false, 2, branch.id],
      ]
    )
    assert.equal(releases[0]!.releaseDate.toISO(), '2010-06-21T00:00:00.000Z')
    assert.isTrue(releases[0]!.isPublished)
    assert.isFalse(releases[2]!.isLatest)
  })

  test('keeps the hour of a release that is here on the same day, and corrects the day of another', async ({
    assert,
  }) => {
    const same = await ReleaseFactory.merge({
      name: 'Python 2.7.0',
      version: 2,
      releaseDate: DateTime.fromISO('2010-07-03T23:55:00Z'),
    }).create()
    const other = await ReleaseFactory.merge({ name: 'Python 2.7.1', version: 2 }).create()

    const report = await importFile(schedules)
    assert.equal(report.counts.releases!.created, 1)
    assert.equal((await same.refresh()).releaseDate.toISO(), '2010-07-03T23:55:00.000Z')
    assert.equal((await other.refresh()).releaseDate.toISO(), '2010-11-27T00:00:00.000Z')
    assert.equal(other.releaseNotesUrl, 'https://docs.python.org/release/3.14.0/whatsnew/changelog.html')
    assert.deepEqual((await importFile(schedules)).counts.releases!.updated, 0)
  })

  test('says where TOML is malformed', async ({ assert }) => {
    const importing = importText('releases.toml', '[metadata."3.14"]\npep = 745\nstatus = bugfix\n')
    await assert.rejects(() => importing, /releases\.toml is no TOML at line 3, column \d+: .+/)
  })

  test('refuses TOML of something else', async ({ assert }) => {
    await assert.rejects(() => importText('other.toml', 'name = "x"\n'), /has neither \[metadata/)
  })
})

test.group('Import of JSON files', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  inFolder(group)

  test('takes in an object with the three lists of the API', async ({ assert }) => {
    const document = { os: osRows, release: [wireRelease(1001, '3.14.0')], release_file: [wireFile(5001, 1001)] }
    const report = await importText('catalogue.json', JSON.stringify(document))
    assert.deepEqual(Object.keys(report.counts), ['systems', 'releases', 'files'])
    assert.equal((await ReleaseFile.findOrFail(5001)).releaseId, 1001)
  })

  test('recognises a saved answer of the API by its rows, whatever the file is called', async ({ assert }) => {
    await importText('answer', JSON.stringify(osRows))
    await importText('answer', JSON.stringify([wireRelease(1001, '3.14.0')]))
    const report = await importText('answer', JSON.stringify([wireFile(5001, 1001)]))
    assert.equal(report.counts.files!.created, 1)
  })

  test('takes in data files of this site, files inside of releases, and renders content', async ({ assert }) => {
    await createFixedSystems()
    const text = `[
{"name": "Python 3.14.0", "version": 3, "branch": "3.14", "date": "2025-10-07", "preRelease": false,
 "content": "A *great* <script>alert(1)</script> release.", "files": [
  {"id": 7001, "name": "Source", "slug": "s", "os": "source", "url": "https://www.python.org/ftp/python/a.tgz",
   "source": true, "sidecars": ["asc", "sigstore", "spdx.json"], "button": true},
  {"name": "Amiga disk", "slug": "t", "os": "amiga", "url": "https://www.python.org/ftp/python/b.adf"},
  {"name": "Without a place", "slug": "u", "os": "source"}
]},
{"name": "Python 3.14.1", "version": 3, "date": "2025-13-01", "preRelease": false, "files": []}
]`
    const report = await importText('releases.json', text)
    assert.deepEqual(
      report.problems.map(({ kind, line, label, reason }) => [kind, line, label, reason]),
      [
        ['releases', 9, 'Python 3.14.1', 'The date field must be a day such as 2025-10-07'],
        ['files', 6, 'Amiga disk', 'there is no operating system "amiga"'],
        ['files', 7, 'Without a place', 'The url field must be defined'],
      ]
    )
    const release = await Release.findByOrFail('slug', 'python-3140')
    assert.match(release.contentRendered, /A <em>great<\/em>/)
    assert.notMatch(release.contentRendered, /<script/)
    const file = await ReleaseFile.findOrFail(7001)
    assert.equal(file.gpgSignatureFile, 'https://www.python.org/ftp/python/a.tgz.asc')
    assert.equal(file.sbomSpdx2File, 'https://www.python.org/ftp/python/a.tgz.spdx.json')
    assert.equal(file.sigstoreCertFile, '')
    assert.isTrue(file.downloadButton)
  })

  test('begins anew when the file changed since it was interrupted', async ({ assert }) => {
    const document = (version: string) => JSON.stringify({ os: osRows, release: [wireRelease(1001, version)] })
    const path = join(folder, 'catalogue.json')
    await writeFile(path, document('3.14.0'))
    const signal = AbortSignal.abort()
    const interrupted = new CatalogueImporter(await openSource(path), { mode: 'update', signal })
    await assert.rejects(() => interrupted.run(), /^Stopped/)

    const report = await importText('catalogue.json', document('3.14.1'))
    assert.isFalse(report.resumed)
    assert.equal((await Release.findOrFail(1001)).name, 'Python 3.14.1')
  })

  test('says where JSON is malformed', async ({ assert }) => {
    const importing = importText('releases.json', '[\n{"name": "Python 3.14.0"},\n{"name": ]\n')
    await assert.rejects(() => importing, /releases\.json is no JSON at line 3, column 10: a value is expected\.$/)
  })

  test('refuses what it does not know: {1}')
    .with([
      ['{"results": []}', /neither an answer of python\.org/],
      ['[{"a": 1}]', /neither an answer of python\.org/],
      ['[1, 2]', /neither an answer of python\.org/],
      ['"text"', /neither an answer of python\.org/],
      ['[]', /list is empty/],
      ['{"release": {}}', /"release" must be a list of rows/],
      ['  \n', /is empty/],
    ] as const)
    .run(async ({ assert }, [text, message]) => {
      await assert.rejects(() => importText('some.json', text), message)
    })

  test('refuses sources that are none: {0}')
    .with([
      ['no/such/file.json', /There is no file .*no\/such\/file\.json\. An address begins with https:\/\//],
      ['www.python.org', /There is no file .*www\.python\.org\. An address begins with https:\/\//],
      ['ftp://www.python.org/', /an address begins with https:\/\/ or http:\/\//],
      ['https://', /is no address/],
      ['https://me:secret@www.python.org/', /must not hold a name or a password/],
      [tmpdir(), /cannot be read: EISDIR/],
    ] as const)
    .run(async ({ assert }, [source, message]) => {
      await assert.rejects(() => openSource(source), message)
    })
})
