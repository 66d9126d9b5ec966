import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { DateTime } from 'luxon'
import CatalogueImport from '#models/catalogue_import'
import ReleaseFile from '#models/release_file'
import { CatalogueImporter, type ImportOptions, type ImportReport } from '#services/import/catalogue_importer'
import { PythonOrgSource } from '#services/import/python_org_source'
import { collectionPath, cutInTheMiddle, json, osRows, wireFile, wireRelease, WireServer } from '#tests/wire_server'

let server: WireServer

const files = Array.from({ length: 10 }, (_, index) => wireFile(5001 + index, 1001))

function run(options: Partial<ImportOptions> = {}): Promise<ImportReport> {
  const source = new PythonOrgSource(new URL(server.address), { attempts: 2, firstPause: 1 })
  return new CatalogueImporter(source, { mode: 'update', batchSize: 3, ...options }).run()
}

/** Stops as Ctrl-C does, once so many files are in. */
function stopAt(position: number): Partial<ImportOptions> {
  const stop = new AbortController()
  return {
    signal: stop.signal,
    progress: {
      begin: () => {},
      advance: (kind, _total, done) => {
        if (kind === 'files' && done >= position) stop.abort()
      },
    },
  }
}

/** Which kinds an import goes through, and how many rows of each were in already. */
function listen(): { heard: [string, number][]; progress: ImportOptions['progress'] } {
  const heard: [string, number][] = []
  return { heard, progress: { begin: (kind, _total, done) => heard.push([kind, done]), advance: () => {} } }
}

async function fileCount(): Promise<number> {
  return (await ReleaseFile.query()).length
}

test.group('Interrupted import', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    server = await WireServer.start()
    server.serve({ os: osRows, release: [wireRelease(1001, '3.14.0')], release_file: files })
    return () => server.stop()
  })

  test('goes on where the network broke, without asking again for what is in', async ({ assert }) => {
    server.on(collectionPath('release_file'), cutInTheMiddle(files))
    await assert.rejects(() => run(), /cannot be read: UND_ERR_SOCKET/)
    const log = await CatalogueImport.firstOrFail()
    assert.equal(log.state, 'stopped')
    assert.match(log.stoppedBy!, /UND_ERR_SOCKET/)

    server.on(collectionPath('release_file'), json(files))
    server.asked.length = 0
    const report = await run()
    assert.isTrue(report.resumed)
    assert.notInclude(server.asked, collectionPath('os'))
    assert.equal(report.counts.systems!.created, 3)
    assert.equal(report.counts.files!.created, 10)
    await log.refresh()
    assert.equal(log.state, 'finished')
    assert.isNull(log.stoppedBy)
    assert.isNotNull(log.finishedAt)
  })

  test('goes on after the last batch that is in, and reports both runs together', async ({ assert }) => {
    files[1] = wireFile(5002, 1001, { filesize: 'large' })
    await assert.rejects(() => run(stopAt(6)), /^Stopped\. Give the same command again/)
    assert.equal(await fileCount(), 5)

    const { heard, progress } = listen()
    const report = await run({ progress })
    assert.deepEqual(heard, [['files', 6]])
    assert.deepEqual(report.counts.files, { created: 9, updated: 0, unchanged: 0, skipped: 0, failed: 1 })
    assert.deepEqual(
      report.problems.map((problem) => problem.label),
      ['Archive 5002, id 5002']
    )
    files[1] = wireFile(5002, 1001)
  })

  test('takes a list again from its start when the source changed it meanwhile', async ({ assert }) => {
    await assert.rejects(() => run(stopAt(6)))
    server.on(collectionPath('release_file'), json([wireFile(6001, 1001), ...files]))
    const { heard, progress } = listen()
    const report = await run({ progress })
    assert.deepEqual(heard, [['files', 0]])
    assert.deepEqual(report.counts.files, { created: 5, updated: 0, unchanged: 6, skipped: 0, failed: 0 })
  })

  test('begins anew when asked to, when it is a day old, and after it finished', async ({ assert }) => {
    const all = ['systems', 'releases', 'files'].map((kind) => [kind, 0])
    await assert.rejects(() => run(stopAt(6)))
    const asked = listen()
    await run({ restart: true, progress: asked.progress })
    assert.deepEqual(asked.heard, all)
    assert.equal((await CatalogueImport.query().orderBy('id').firstOrFail()).state, 'abandoned')

    const afterFinish = listen()
    await run({ progress: afterFinish.progress })
    assert.deepEqual(afterFinish.heard, all)

    await assert.rejects(() => run(stopAt(6)))
    const yesterday = DateTime.utc().minus({ hours: 25 }).toSQL()
    await CatalogueImport.query().where('state', 'stopped').update({ updated_at: yesterday })
    const old = listen()
    await run({ progress: old.progress })
    assert.deepEqual(old.heard, all)
  })

  test('does not mix up sources', async ({ assert }) => {
    await assert.rejects(() => run(stopAt(6)))
    const other = await WireServer.start()
    other.serve({ os: osRows })
    const report = await new CatalogueImporter(new PythonOrgSource(new URL(other.address)), { mode: 'update' }).run()
    await other.stop()
    assert.isFalse(report.resumed)
    assert.isTrue((await run()).resumed)
  })
})
