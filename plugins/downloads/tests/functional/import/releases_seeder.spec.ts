import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { readFile } from 'node:fs/promises'
import { createFixedSystems } from '#database/factories/operating_system_factory'
import { ReleaseFactory } from '#database/factories/release_factory'
import { ReleaseFileFactory } from '#database/factories/release_file_factory'
import seedReleases from '#database/seeders/releases_seeder'
import CatalogueImport from '#models/catalogue_import'
import OperatingSystem from '#models/operating_system'
import Release from '#models/release'
import ReleaseFile from '#models/release_file'

interface DataRelease {
  name: string
  files: unknown[]
}

async function dataReleases(): Promise<DataRelease[]> {
  const file = new URL('../../../database/data/releases.json', import.meta.url)
  return JSON.parse(await readFile(file, 'utf8')) as DataRelease[]
}

/** As if the data file had changed since the last seed. */
async function forgetSeed(): Promise<void> {
  await CatalogueImport.query().where('source', 'seed').update({ kind_hash: 'another' })
}

/** Counts statements, so that a query per row shows whatever the machine's speed. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const client = db.manager.get(db.primaryConnectionName)!.connection!.client!
  let statements = 0
  const count = (): void => {
    statements += 1
  }
  client.on('query', count)
  await work()
  client.off('query', count)
  return statements
}

test.group('Seed of releases | contents', (group) => {
  let statements = 0

  group.setup(async () => {
    const rollback = await testUtils.db().wrapInGlobalTransaction()
    statements = await statementsOf(seedReleases)
    return rollback
  })

  test('brings every release and file of the data in few statements', async ({ assert }) => {
    const data = await dataReleases()
    const [releases] = await Release.query().count('* as total')
    const [files] = await ReleaseFile.query().count('* as total')
    assert.isAbove(data.length, 600)
    assert.equal(releases!.$extras.total, data.length)
    assert.equal(
      files!.$extras.total,
      data.reduce((sum, release) => sum + release.files.length, 0)
    )
    assert.isAbove(statements, 20)
    assert.isBelow(statements, 150)
  })

  test('knows the facts', async ({ assert }) => {
    const final = await Release.query().where('name', 'Python 3.14.0').preload('branch').preload('files').firstOrFail()
    assert.equal(final.releaseDate.toISO(), '2025-10-07T00:00:00.000Z')
    assert.equal(final.slug, 'python-3140')
    assert.equal(final.branch.name, '3.14')
    assert.isTrue(final.isPublished && final.showOnDownloadPage && !final.preRelease)
    const source = final.files.find((file) => file.url.endsWith('/3.14.0/Python-3.14.0.tar.xz'))
    assert.equal(source!.operatingSystemId, 3)
    assert.isTrue(source!.isSource && source!.downloadButton)
    assert.equal(source!.sigstoreBundleFile, `${source!.url}.sigstore`)

    const lastOfTwo = await Release.findByOrFail('name', 'Python 2.7.18')
    assert.equal(lastOfTwo.releaseDate.toISODate(), '2020-04-20')
    assert.equal(lastOfTwo.id, 432)
    assert.isFalse((await Release.findByOrFail('name', 'Python 3.9.3')).showOnDownloadPage)

    const systems = await OperatingSystem.query().orderBy('id')
    assert.deepEqual(
      systems.map(({ id, slug, name }) => [id, slug, name]),
      [
        [1, 'windows', 'Windows'],
        [2, 'macos', 'macOS'],
        [3, 'source', 'Source release'],
        [4, 'android', 'Android'],
        [5, 'ios', 'iOS'],
      ]
    )
  })

  test('gives rows without a known number of python.org one from 100001 on', async ({ assert }) => {
    const recorded = await Release.findByOrFail('name', 'Python 3.13.0')
    const later = await Release.findByOrFail('name', 'Python 3.14.0')
    assert.isBelow(recorded.id, 100_001)
    assert.isAbove(later.id, 100_000)

    const next = await ReleaseFactory.create()
    assert.isAbove(next.id, later.id)
  })

  test('marks the highest final release of Python 2, of Python 3 and of the install manager as latest', async ({
    assert,
  }) => {
    const latest = await Release.query().where('is_latest', true).orderBy('version')
    assert.deepEqual(
      latest.map((release) => release.version),
      [2, 3, 100]
    )
    assert.equal(latest[0]!.name, 'Python 2.7.18')
    assert.match(latest[1]!.name, /^Python 3\.14\.\d+$/)
  })
})

test.group('Seed of releases | what is there stays', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('changes nothing in a second run', async ({ assert }) => {
    await seedReleases()
    const snapshot = () =>
      Release.query()
        .orderBy('id')
        .then((rows) => rows.map((row) => row.toJSON()))
    const before = await snapshot()

    assert.equal(await seedReleases(), 'releases are there')
    await forgetSeed()
    assert.equal(await seedReleases(), 'added 0 releases and 0 files')
    assert.deepEqual(await snapshot(), before)
  })

  test('leaves alone what staff changed, deleted or renamed', async ({ assert }) => {
    await seedReleases()
    const edited = await Release.findByOrFail('slug', 'python-3140')
    await edited.merge({ content: 'A word from the release team.', releaseNotesUrl: '' }).save()
    await (await Release.findByOrFail('slug', 'python-2718')).merge({ slug: 'python-two' }).save()
    const deleted = await Release.findByOrFail('slug', 'python-3130')
    await deleted.delete()

    await forgetSeed()
    assert.equal(await seedReleases(), 'added 0 releases and 0 files')
    await edited.refresh()
    assert.equal(edited.content, 'A word from the release team.')
    assert.equal(edited.releaseNotesUrl, '')
    assert.isNull(await Release.findBy('slug', 'python-3130'))
    assert.isNull(await Release.findBy('slug', 'python-2718'))
  })

  test('leaves a release that was there before, and its flag, and adds the others', async ({ assert }) => {
    const own = await ReleaseFactory.merge({ name: 'Python 3.14.0' }).apply('latest').create()
    await seedReleases()

    await own.refresh()
    assert.isTrue(own.isLatest)
    assert.lengthOf(await Release.query().where('version', 3).where('is_latest', true), 1)
    assert.isAbove((await own.related('files').query()).length, 0)
  })

  test('leaves rows that share what the seed has in one, as python.org’s own list had', async ({ assert }) => {
    const { source } = await createFixedSystems()
    const release = await ReleaseFactory.merge({ id: 432, name: 'Python 2.7.18', version: 2 }).create()
    const [seeded] = (await dataReleases()).find(({ name }) => name === 'Python 2.7.18')!.files
    const { id, url } = seeded as { id: number; url: string }
    const same = { operatingSystemId: source.id, releaseId: release.id }
    const byId = await ReleaseFileFactory.merge({ id, ...same }).create()
    const byUrl = await ReleaseFileFactory.merge({ url, ...same }).create()

    assert.match(await seedReleases(), /^added 6\d\d releases/)
    assert.notEqual((await byId.refresh()).url, url)
    assert.equal((await byUrl.refresh()).url, url)
  })
})
