import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { BranchFactory } from '#database/factories/branch_factory'
import { createFixedSystems } from '#database/factories/operating_system_factory'
import { ReleaseFactory } from '#database/factories/release_factory'
import OperatingSystem from '#models/operating_system'
import Release from '#models/release'
import ReleaseFile from '#models/release_file'
import { CatalogueImporter, type ImportReport } from '#services/import/catalogue_importer'
import { PythonOrgSource } from '#services/import/python_org_source'
import { osRows, wireFile, wireRelease, WireServer } from '#tests/wire_server'

const NOTHING = { created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 }

let server: WireServer

function importAll(batchSize = 200): Promise<ImportReport> {
  const source = new PythonOrgSource(new URL(server.address))
  return new CatalogueImporter(source, { mode: 'update', batchSize }).run()
}

function told(report: ImportReport): string[][] {
  return report.problems.map(({ kind, outcome, label, reason }) => [kind, outcome, label, reason])
}

async function snapshot(): Promise<unknown[]> {
  const systems = await OperatingSystem.query().orderBy('id')
  const releases = await Release.query().orderBy('id')
  const files = await ReleaseFile.query().orderBy('id')
  return [...systems, ...releases, ...files].map((row) => row.serialize())
}

test.group('Import from python.org', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    server = await WireServer.start()
    return () => server.stop()
  })

  test('takes in systems, releases and files with python.org’s ids and every field', async ({ assert }) => {
    const branch = await BranchFactory.merge({ name: '3.14' }).create()
    const page = 'https://www.python.org/api/v2/pages/page/77/'
    server.serve({
      os: osRows,
      release: [
        wireRelease(1001, '3.14.0', { is_latest: true, release_page: page }),
        wireRelease(1002, '3.15.0a1', { pre_release: true, is_published: false, show_on_download_page: false }),
      ],
      release_file: [
        wireFile(5001, 1001, { download_button: true, sha256_sum: 'ab'.repeat(32), description: 'for all' }),
        wireFile(5002, 1001, { url: 'http://www.python.org/ftp/python/old.tgz' }),
      ],
    })

    const report = await importAll()
    assert.deepEqual(report.counts, {
      systems: { ...NOTHING, created: 3 },
      releases: { ...NOTHING, created: 2 },
      files: { ...NOTHING, created: 2 },
    })
    assert.lengthOf(report.problems, 0)
    assert.deepEqual(server.asked, [
      '/api/v2/downloads/os/',
      '/api/v2/downloads/release/',
      '/api/v2/downloads/release_file/',
    ])

    const release = await Release.findOrFail(1001)
    assert.containSubset(release.toJSON(), {
      name: 'Python 3.14.0',
      slug: 'python-3140',
      branchId: branch.id,
      version: 3,
      isLatest: true,
      isPublished: true,
      preRelease: false,
      releasePageId: 77,
      releaseNotesUrl: 'https://docs.python.org/release/3.14.0/whatsnew/changelog.html',
    })
    assert.equal(release.releaseDate.toISO(), '2025-10-07T12:30:00.000Z')
    const draft = await Release.findOrFail(1002)
    assert.isFalse(draft.isPublished || draft.showOnDownloadPage)
    assert.isTrue(draft.preRelease)
    const file = await ReleaseFile.findOrFail(5001)
    assert.containSubset(file.toJSON(), {
      name: 'Archive 5001',
      slug: 'file-5001',
      operatingSystemId: 3,
      releaseId: 1001,
      description: 'for all',
      isSource: true,
      downloadButton: true,
      md5Sum: 'd41d8cd98f00b204e9800998ecf8427e',
      sha256Sum: 'ab'.repeat(32),
      filesize: 6001,
    })
    assert.equal((await ReleaseFile.findOrFail(5002)).url, 'http://www.python.org/ftp/python/old.tgz')
  })

  test('changes nothing the second time, the times of change included', async ({ assert }) => {
    server.serve({ os: osRows, release: [wireRelease(1001, '3.14.0')], release_file: [wireFile(5001, 1001)] })
    await importAll()
    const before = await snapshot()

    const again = await importAll()
    assert.deepEqual(again.counts, {
      systems: { ...NOTHING, unchanged: 3 },
      releases: { ...NOTHING, unchanged: 1 },
      files: { ...NOTHING, unchanged: 1 },
    })
    assert.deepEqual(await snapshot(), before)
  })

  test('updates what changed at the source and nothing else', async ({ assert }) => {
    server.serve({ os: osRows, release: [wireRelease(1001, '3.14.0'), wireRelease(1002, '3.14.1')] })
    await importAll()
    await Release.query().update({ updated_at: '2025-01-01T00:00:00Z' })
    server.serve({
      os: osRows,
      release: [
        wireRelease(1001, '3.14.0', { release_notes_url: 'https://example.org/' }),
        wireRelease(1002, '3.14.1'),
      ],
    })

    const { counts } = await importAll()
    assert.deepEqual(counts.releases, { ...NOTHING, updated: 1, unchanged: 1 })
    const [changed, same] = await Release.query().orderBy('id')
    assert.equal(changed!.releaseNotesUrl, 'https://example.org/')
    assert.isAbove(changed!.updatedAt.year, 2025)
    assert.equal(same!.updatedAt.toISODate(), '2025-01-01')
  })

  test('follows a new name and slug of the same id', async ({ assert }) => {
    server.serve({ os: osRows, release: [wireRelease(1001, '3.14.0')] })
    await importAll()
    server.serve({ os: osRows, release: [wireRelease(1001, '3.14.0', { slug: 'python-3140-final' })] })
    await importAll()
    assert.equal((await Release.findOrFail(1001)).slug, 'python-3140-final')
  })

  test('tells a row that took a new slug from a new row that took its old one', async ({ assert }) => {
    server.serve({ os: osRows, release: [wireRelease(1001, '3.14.0')], release_file: [wireFile(5001, 1001)] })
    await importAll()
    await (await Release.findOrFail(1001)).merge({ content: 'Of the first one.' }).save()
    server.serve({
      os: osRows,
      release: [wireRelease(1002, '3.14.0'), wireRelease(1001, '3.14.0', { slug: 'python-3140-withdrawn' })],
      release_file: [wireFile(5001, 1001)],
    })

    const { counts, problems } = await importAll()
    assert.lengthOf(problems, 0)
    assert.deepEqual(counts.releases, { ...NOTHING, created: 1, updated: 1 })
    assert.equal((await Release.findOrFail(1001)).content, 'Of the first one.')
    assert.equal((await Release.findOrFail(1002)).slug, 'python-3140')
    assert.equal((await ReleaseFile.findOrFail(5001)).releaseId, 1001)
  })

  test('keeps what the API does not tell: content, and checksums of older servers', async ({ assert }) => {
    const { source } = await createFixedSystems()
    const release = await ReleaseFactory.merge({ name: 'Python 3.14.0', content: '*Hello*' }).create()
    const kept = await release.related('files').create({
      name: 'Archive 5001',
      slug: 'file-5001',
      url: 'https://www.python.org/ftp/python/file-5001.tgz',
      operatingSystemId: source.id,
      sha256Sum: 'cd'.repeat(32),
    })
    server.serve({
      os: osRows,
      release: [wireRelease(1001, '3.14.0')],
      release_file: [wireFile(5001, 1001, { sha256_sum: undefined })],
    })

    await importAll()
    assert.match((await Release.findOrFail(1001)).contentRendered, /<em>Hello<\/em>/)
    assert.equal((await ReleaseFile.findOrFail(5001)).sha256Sum, kept.sha256Sum)
  })

  test('gives a release that was made here python.org’s id, and its files follow', async ({ assert }) => {
    const { windows } = await createFixedSystems()
    const local = await ReleaseFactory.merge({ name: 'Python 3.14.0' })
      .with('files', 1, (file) => file.merge({ operatingSystemId: windows.id }))
      .create()
    assert.isAbove(local.id, 100_000)
    server.serve({ os: osRows, release: [wireRelease(1001, '3.14.0')] })

    const { counts } = await importAll()
    assert.deepEqual(counts.releases, { ...NOTHING, updated: 1 })
    assert.isNull(await Release.find(local.id))
    assert.lengthOf(await ReleaseFile.query().where('release_id', 1001), 1)
    assert.deepEqual((await importAll()).counts.releases, { ...NOTHING, unchanged: 1 })
  })

  test('knows a file that was uploaded again by its address, and takes its new id', async ({ assert }) => {
    server.serve({ os: osRows, release: [wireRelease(1001, '3.14.0')], release_file: [wireFile(5001, 1001)] })
    await importAll()
    const { url } = wireFile(5001, 1001)
    server.serve({
      os: osRows,
      release: [wireRelease(1001, '3.14.0')],
      release_file: [wireFile(5009, 1001, { url, slug: 'another-slug' })],
    })

    const { counts } = await importAll()
    assert.deepEqual(counts.files, { ...NOTHING, updated: 1 })
    const files = await ReleaseFile.all()
    assert.deepEqual(
      files.map(({ id, slug }) => [id, slug]),
      [[5009, 'another-slug']]
    )
  })

  test('keeps one latest release of each version, whoever it was', async ({ assert }) => {
    const local = await ReleaseFactory.merge({ name: 'Python 3.13.9' }).apply('latest').create()
    const two = await ReleaseFactory.merge({ name: 'Python 2.7.18', version: 2 }).apply('latest').create()
    server.serve({ os: osRows, release: [wireRelease(1001, '3.14.0', { is_latest: true })] })

    await importAll()
    const latest = await Release.query().where('is_latest', true).orderBy('id')
    assert.deepEqual(
      latest.map((release) => release.id),
      [1001, two.id]
    )
    assert.isFalse((await local.refresh()).isLatest)
  })

  test('passes the download button from one file to another, also across batches', async ({ assert }) => {
    const rows = (button: number) => ({
      os: osRows,
      release: [wireRelease(1001, '3.14.0')],
      release_file: [5001, 5002, 5003].map((id) => wireFile(id, 1001, { download_button: id === button })),
    })
    server.serve(rows(5003))
    await importAll(1)
    server.serve(rows(5001))

    const { counts, problems } = await importAll(1)
    assert.lengthOf(problems, 0)
    assert.equal(counts.files!.failed, 0)
    const [holder, ...others] = await ReleaseFile.query().where('download_button', true)
    assert.equal(holder!.id, 5001)
    assert.lengthOf(others, 0)
    assert.equal((await importAll(1)).counts.files!.unchanged, 3)
  })

  test('starts its own ids behind the highest that came in', async ({ assert }) => {
    server.serve({ os: osRows, release: [wireRelease(200_500, '3.14.0')] })
    await importAll()
    assert.equal((await ReleaseFactory.create()).id, 200_501)
  })
})

test.group('Import from python.org | bad rows', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    server = await WireServer.start()
    return () => server.stop()
  })

  test('reports each with its id and reason, and takes in the others', async ({ assert }) => {
    server.serve({
      os: osRows,
      release: [
        wireRelease(1001, '3.14.0'),
        wireRelease(1002, '3.14.1', { version: '3' }),
        wireRelease(1003, '3.14.2', { version: 5, release_date: 'soon' }),
        'no row at all',
        wireRelease(1004, '3.14.3', { resource_uri: null }),
        wireRelease(1005, '3.14.4'),
      ],
      release_file: [
        wireFile(5001, 1001, { url: 'https://example.org/evil.exe' }),
        wireFile(5002, 1001),
        wireFile(5003, 1001, { filesize: -1 }),
      ],
    })

    const report = await importAll()
    assert.deepEqual(report.counts.releases, { ...NOTHING, created: 2, failed: 4 })
    assert.deepEqual(report.counts.files, { ...NOTHING, created: 1, failed: 2 })
    assert.deepEqual(
      report.problems.map(({ kind, index, label }) => [kind, index, label]),
      [
        ['releases', 1, 'Python 3.14.1, id 1002'],
        ['releases', 2, 'Python 3.14.2, id 1003'],
        ['releases', 3, '"no row at all"'],
        ['releases', 4, 'Python 3.14.3'],
        ['files', 0, 'Archive 5001, id 5001'],
        ['files', 2, 'Archive 5003, id 5003'],
      ]
    )
    const reasons = report.problems.map((problem) => problem.reason)
    assert.equal(reasons[0], 'The version field must be a number')
    assert.match(reasons[1]!, /version.*; The release_date field must be a moment/)
    assert.equal(reasons[4], 'The url field must begin with https://www.python.org/')
  })

  test('leaves out files of releases that the site does not show, and tells of unknown systems', async ({ assert }) => {
    server.serve({
      os: osRows,
      release: [wireRelease(1001, '3.14.0')],
      release_file: [wireFile(5001, 999), wireFile(5002, 1001), wireFile(5003, 1001, { os: '/downloads/os/8/' })],
    })
    const report = await importAll()
    assert.deepEqual(report.counts.files, { ...NOTHING, created: 1, skipped: 1, failed: 1 })
    assert.deepEqual(told(report), [
      ['files', 'skipped', 'Archive 5001, id 5001', 'its release number 999 is not here: a draft, or not taken in'],
      ['files', 'failed', 'Archive 5003, id 5003', 'there is no operating system number 8'],
    ])
  })

  test('reports an address or slug that another row of the source has, each time anew', async ({ assert }) => {
    server.serve({
      os: osRows,
      release: [wireRelease(1001, '3.14.0'), wireRelease(1002, '3.14.0')],
      release_file: [wireFile(5001, 1001), wireFile(5002, 1001, { url: wireFile(5001, 1001).url })],
    })
    await importAll()
    const before = await snapshot()
    const report = await importAll()
    assert.deepEqual(told(report), [
      [
        'releases',
        'failed',
        'Python 3.14.0, id 1002',
        'slug "python-3140" was given before, by row 0 (Python 3.14.0, id 1001)',
      ],
      [
        'files',
        'failed',
        'Archive 5002, id 5002',
        'url "https://www.python.org/ftp/python/file-5001.tgz" was given before, by row 0 (Archive 5001, id 5001)',
      ],
    ])
    assert.deepEqual(await snapshot(), before)
  })

  test('reports a slug that belongs to another row here', async ({ assert }) => {
    server.serve({ os: osRows, release: [wireRelease(1001, '3.14.0')] })
    await importAll()
    const other = await ReleaseFactory.merge({ name: 'Python 3.14.1' }).create()
    server.serve({
      os: osRows,
      release: [wireRelease(1001, '3.14.0', { slug: 'python-3141' }), wireRelease(1003, '3.14.3')],
    })
    const report = await importAll()
    assert.deepEqual(told(report), [
      ['releases', 'failed', 'Python 3.14.0, id 1001', `slug "python-3141" belongs to number ${other.id} here`],
    ])
    assert.deepEqual(report.counts.releases, { ...NOTHING, created: 1, failed: 1 })
  })

  test('never makes one of the fixed systems another one', async ({ assert }) => {
    await createFixedSystems()
    const [windows] = osRows
    server.serve({ os: [{ ...windows, slug: 'beos', name: 'BeOS' }, ...osRows.slice(1)] })
    const report = await importAll()
    assert.deepEqual(told(report), [
      ['systems', 'failed', 'BeOS, id 1', 'number 1 is "windows" here, and clients rely on that'],
    ])
    assert.equal((await OperatingSystem.findOrFail(1)).slug, 'windows')
  })

  test('finds the one row of a batch that the database refuses', async ({ assert }) => {
    const files = Array.from({ length: 20 }, (_, index) => wireFile(5001 + index, 1001))
    files[13]!.description = 'a sign that PostgreSQL cannot keep: \u0000'
    server.serve({ os: osRows, release: [wireRelease(1001, '3.14.0')], release_file: files })

    const report = await importAll()
    assert.deepEqual(report.counts.files, { ...NOTHING, created: 19, failed: 1 })
    assert.equal(report.problems[0]!.index, 13)
    assert.match(report.problems[0]!.reason, /\\u0000 cannot be converted to text/)
  })

  test('takes a second claim to a flag in without the flag, and says so', async ({ assert }) => {
    server.serve({
      os: osRows,
      release: [wireRelease(1001, '3.14.0', { is_latest: true }), wireRelease(1002, '3.14.1', { is_latest: true })],
    })
    const report = await importAll()
    assert.deepEqual(told(report), [
      [
        'releases',
        'changed',
        'Python 3.14.1, id 1002',
        'taken in without is_latest: Python 3.14.0, id 1001 has it already',
      ],
    ])
    assert.equal(report.counts.releases!.created, 2)
    assert.isTrue((await Release.findOrFail(1001)).isLatest)
    assert.isFalse((await Release.findOrFail(1002)).isLatest)
  })
})
