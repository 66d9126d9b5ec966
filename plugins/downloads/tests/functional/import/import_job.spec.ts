import ace from '@adonisjs/core/services/ace'
import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { DateTime } from 'luxon'
import { queuedJobs, runJob, runQueuedJobs } from '@pydotorg/platform/testing'
import ClearImports from '#jobs/clear_imports'
import ImportCatalogue from '#jobs/import_catalogue'
import CatalogueImport from '#models/catalogue_import'
import Release from '#models/release'
import { osRows, wireFile, wireRelease, WireServer } from '#tests/wire_server'

test.group('Import as a job', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('takes in what the site has, and tells how far it is', async ({ assert, cleanup }) => {
    const server = await WireServer.start()
    cleanup(() => server.stop())
    server.serve({
      os: osRows,
      release: [wireRelease(1001, '3.14.0', { is_latest: true })],
      release_file: [wireFile(5001, 1001)],
    })
    const command = await ace.exec('downloads:import', [server.address, '--background'])
    assert.notEqual(command.exitCode, 1)
    assert.lengthOf(await Release.query(), 0)
    const [queued] = await queuedJobs(ImportCatalogue)
    assert.deepEqual(queued?.payload, { source: server.address })
    assert.deepEqual(await runQueuedJobs(), ['downloads.import_catalogue'])
    assert.equal((await Release.query().firstOrFail()).id, 1001)
    const progress = await runJob(ImportCatalogue, { source: server.address })
    assert.deepEqual(progress.at(-1), { kind: 'files', total: 1, done: 1 })
  })

  test('takes no file', async ({ assert }) => {
    const command = await ace.exec('downloads:import', ['releases.json', '--background'])
    assert.equal(command.exitCode, 1)
    await assert.rejects(() => ImportCatalogue.dispatch({ source: '/etc/passwd' }))
    assert.lengthOf(await queuedJobs(ImportCatalogue), 0)
  })

  test('reports of imports that ended long ago are forgotten', async ({ assert }) => {
    const old = DateTime.utc().minus({ days: 100 })
    const made = { position: 0, counts: {}, kind: null, kindHash: null, stoppedBy: null }
    const rows = [
      { ...made, source: 'old', state: 'finished', updatedAt: old },
      { ...made, source: 'unfinished', state: 'running', updatedAt: old },
      { ...made, source: 'new', state: 'finished', updatedAt: DateTime.utc() },
    ] as const
    for (const { updatedAt, ...row } of rows) {
      const created = await CatalogueImport.create(row)
      await CatalogueImport.query().where('id', created.id).update({ updatedAt: updatedAt.toSQL() })
    }
    await runJob(ClearImports, {})
    const left = await CatalogueImport.query().orderBy('source')
    assert.deepEqual(
      left.map(({ source }) => source),
      ['new', 'unfinished']
    )
  })
})
