import { test } from '@japa/runner'
import ace from '@adonisjs/core/services/ace'
import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import DownloadsImport from '#commands/downloads_import'
import CatalogueImport from '#models/catalogue_import'
import ReleaseFile from '#models/release_file'
import { withImportLock } from '#services/import/import_lock'
import { osRows, wireFile, wireRelease, WireServer } from '#tests/wire_server'

let server: WireServer

async function startServer(): Promise<() => Promise<void>> {
  server = await WireServer.start()
  return () => server.stop()
}

async function run(...args: string[]): Promise<{ exitCode: number | undefined; output: string }> {
  const command = await ace.create(DownloadsImport, args)
  await command.exec()
  const output = command.logger.getLogs().map(({ message }) => message)
  return { exitCode: command.exitCode, output: output.join('\n') }
}

test.group('downloads:import', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(startServer)
  group.each.setup(() => {
    ace.ui.switchMode('raw')
    return () => ace.ui.switchMode('normal')
  })

  test('exits with 0 and a table when everything is in', async ({ assert }) => {
    server.serve({ os: osRows, release: [wireRelease(1001, '3.14.0')], release_file: [wireFile(5001, 1001)] })
    const { exitCode, output } = await run(server.address)
    assert.equal(exitCode, 0)
    assert.match(output, /release files: 1 of 1/)
    assert.match(output, /created.*updated.*unchanged.*skipped.*failed/)
    assert.notMatch(output, /bad/)
  })

  test('exits with 2 when rows are bad, and tells of each', async ({ assert }) => {
    server.serve({
      os: osRows,
      release: [wireRelease(1001, '3.14.0'), wireRelease(1002, '3.14.1', { version: 4 })],
      release_file: [wireFile(5001, 1002)],
    })
    const { exitCode, output } = await run(server.address)
    assert.equal(exitCode, 2)
    assert.include(output, 'releases, row 1 (Python 3.14.1, id 1002): not taken in: The selected version is invalid')
    assert.include(
      output,
      'release files, row 0 (Archive 5001, id 5001): left out: its release number 1002 is not here'
    )
    assert.include(output, '1 row is bad; everything else is in.')
  })

  test('exits with 1 and one sentence when nothing can be read', async ({ assert }) => {
    for (const [args, message] of [
      [[server.address], /There is no http:.* \(404\)/],
      [['no_such_file.json'], /There is no file/],
      [[server.address, '--batch=0'], /--batch must be from 1 to 5000/],
      [[server.address, '--timeout=1000'], /--timeout from 1 to 600/],
    ] as const) {
      const { exitCode, output } = await run(...args)
      assert.equal(exitCode, 1)
      assert.match(output, message)
    }
  })

  test('refuses to run beside another import', async ({ assert }) => {
    server.serve({ os: osRows })
    const { exitCode, output } = await withImportLock(() => run(server.address))
    assert.equal(exitCode, 1)
    assert.include(output, 'Another import is running.')
  })
})

interface Ended {
  code: number | null
  output: string
}

/** The command as operators give it, in a process of its own. */
function startProcess(...args: string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(
    process.execPath,
    ['--import=./bin/launcher/typescript.js', 'bin/console.ts', 'downloads:import', server.address, ...args],
    {
      cwd: app.makePath(),
      env: { ...process.env, NODE_ENV: 'test', NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    }
  )
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  return { child, ended: once(child, 'close').then(([code]) => ({ code: code as number | null, output })) }
}

async function emptyTables(): Promise<void> {
  await db.rawQuery(`truncate downloads_operating_systems, downloads_branches, downloads_releases,
    downloads_release_files, downloads_imports, downloads_import_problems, downloads_seeded_rows`)
}

async function waitForPosition(position: number): Promise<void> {
  for (;;) {
    const log = await CatalogueImport.query().where('kind', 'files').where('position', position).first()
    if (log) return
    await sleep(50)
  }
}

/** Runs something while the import waits for a row that it is about to write. */
async function whileRowIsHeld(id: number, work: () => Promise<void>): Promise<void> {
  const holder = await db.transaction()
  try {
    await holder.rawQuery('select id from downloads_release_files where id = ? for update', [id])
    await work()
  } finally {
    await holder.commit()
  }
}

test.group('downloads:import | in a process of its own', (group) => {
  group.each.setup(startServer)
  group.each.setup(emptyTables)
  group.teardown(emptyTables)
  group.each.timeout(120_000)

  const files = Array.from({ length: 10 }, (_, index) => wireFile(5001 + index, 1001))
  const changed = files.map((file) => ({ ...file, filesize: 7 }))

  async function takeIn(rows: readonly unknown[]): Promise<Ended> {
    server.serve({ os: osRows, release: [wireRelease(1001, '3.14.0')], release_file: rows })
    return startProcess('--batch=2').ended
  }

  test('goes on after it was killed', async ({ assert }) => {
    assert.equal((await takeIn(files)).code, 0)
    server.serve({ os: osRows, release: [wireRelease(1001, '3.14.0')], release_file: changed })
    await whileRowIsHeld(5007, async () => {
      const { child, ended } = startProcess('--batch=2')
      await waitForPosition(6)
      child.kill('SIGKILL')
      await ended
    })
    assert.lengthOf(await ReleaseFile.query().where('filesize', 7), 6)
    assert.equal((await CatalogueImport.query().orderBy('id', 'desc').firstOrFail()).state, 'running')

    const { code, output } = await startProcess('--batch=2').ended
    assert.equal(code, 0, output)
    assert.include(output, 'release files: 10 rows, 6 of them are in already')
    assert.lengthOf(await ReleaseFile.query().where('filesize', 7), 10)
    const [last] = await CatalogueImport.query().orderBy('id', 'desc')
    assert.equal(last!.state, 'finished')
    assert.equal(last!.counts.files!.updated, 10)
  })

  test('finishes the batch at hand on Ctrl-C, and goes on later', async ({ assert }) => {
    assert.equal((await takeIn(files)).code, 0)
    server.serve({ os: osRows, release: [wireRelease(1001, '3.14.0')], release_file: changed })
    const { child, ended } = startProcess('--batch=2')
    await whileRowIsHeld(5003, async () => {
      await waitForPosition(2)
      child.kill('SIGINT')
      await sleep(300)
    })
    const { code, output } = await ended
    assert.equal(code, 1, output)
    assert.include(output, 'Stopped. Give the same command again to go on from here.')
    assert.lengthOf(await ReleaseFile.query().where('filesize', 7), 4)
    const [log] = await CatalogueImport.query().orderBy('id', 'desc')
    assert.equal(log!.state, 'stopped')

    assert.equal((await startProcess('--batch=2').ended).code, 0)
    assert.lengthOf(await ReleaseFile.query().where('filesize', 7), 10)
  })
})
