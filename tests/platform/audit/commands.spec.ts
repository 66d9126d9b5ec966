import { hostname, userInfo } from 'node:os'
import ace from '@adonisjs/core/services/ace'
import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { AuditLog, consoleOrigin } from '@pydotorg/platform/audit'
import { switchFeature } from '@pydotorg/platform/testing'
import { sampleRecord } from './sample_record.js'

/** Runs a command and gives its exit code and what it printed. */
async function run(name: string, ...argv: string[]): Promise<{ exitCode: number | undefined; output: string }> {
  ace.ui.switchMode('raw')
  ace.ui.logger.flushLogs()
  const { exitCode } = await ace.exec(name, argv)
  const output = ace.ui.logger.getLogs().map(({ message }) => message)
  return { exitCode, output: output.join('\n') }
}

test.group('Commands of the audit log', (group) => {
  let audit: AuditLog

  group.each.setup(async () => {
    audit = await app.container.make(AuditLog)
    const rollback = await testUtils.db().wrapInGlobalTransaction()
    // Otherwise entries become part of the chain at commit, and nothing is committed here.
    await db.rawQuery('set constraints audit_entries_seal immediate')
    return async () => {
      ace.ui.switchMode('normal')
      await rollback()
    }
  })

  test('audit:verify says how many entries hold and which is the last', async ({ assert }) => {
    assert.deepEqual(await run('audit:verify'), { exitCode: 0, output: '0 entries hold' })
    await audit.record(sampleRecord())
    const one = await run('audit:verify')
    assert.match(one.output, /^1 entry holds; the last is 1:[0-9a-f]{64}$/)
    const known = one.output.split(' ').at(-1)
    await audit.record(sampleRecord())
    const two = await run('audit:verify', `--known=${known}`)
    assert.equal(two.exitCode, 0)
    assert.match(two.output, /^2 entries hold; the last is 2:/)
  })

  test('audit:verify names the first entry that does not hold, and ends with exit code 1', async ({ assert }) => {
    await audit.record(sampleRecord())
    const id = await audit.record(sampleRecord())
    await db.rawQuery('alter table audit_entries disable trigger user')
    await db.rawQuery(`update audit_entries set actor = 'mallory' where id = ${id}`)
    const { exitCode, output } = await run('audit:verify')
    assert.equal(exitCode, 1)
    assert.include(output, `does not hold from entry ${id} at position 2 on: it is not what was written.`)
    assert.include(output, '1 entry holds; the last is 1:')
  })

  test('audit:verify misses what was cut off since the run that is handed over', async ({ assert }) => {
    const { exitCode, output } = await run('audit:verify', `--known=5:${'0'.repeat(64)}`)
    assert.equal(exitCode, 1)
    assert.include(output, 'from an entry at position 1 on: it was taken out, with all others up to 5.')
  })

  test('audit:list shows who, from where, what, on what and why', async ({ assert }) => {
    const after = { name: 'Python 3.14.0' }
    const subject = { type: 'release', id: 7, label: 'Python 3.14.0' }
    const id = await audit.record(sampleRecord({ subject, before: { name: 'Python 3.14' }, after, reason: 'a slip' }))
    const { exitCode, output } = await run('audit:list')
    assert.equal(exitCode, 0)
    assert.include(output, `${id}|`)
    assert.include(
      output,
      '|guido (100001)|192.0.2.7|downloads.release.update|release:7 Python 3.14.0|name: Python 3.14|name: Python 3.14.0|a slip'
    )
  })

  test('audit:list narrows by {argv}')
    .with([
      { argv: ['--actor=guido'], expected: 2 },
      { argv: ['--actor=100001'], expected: 2 },
      { argv: ['--action=events'], expected: 1 },
      { argv: ['--subject=release'], expected: 2 },
      { argv: ['--subject=release:8'], expected: 1 },
      { argv: ['--limit=1'], expected: 1 },
      { argv: ['--actor=nobody'], expected: 0 },
    ])
    .run(async ({ assert }, { argv, expected }) => {
      await audit.record(sampleRecord())
      await audit.record(sampleRecord({ subject: { type: 'release', id: 8 } }))
      await audit.record(
        sampleRecord({ by: consoleOrigin(), action: 'events.event.create', subject: { type: 'event', id: 1 } })
      )
      const { output } = await run('audit:list', '--json', ...argv)
      assert.lengthOf(JSON.parse(output).entries, expected)
    })

  test('audit:list pages to older entries', async ({ assert }) => {
    const oldest = await audit.record(sampleRecord())
    const newest = await audit.record(sampleRecord())
    const first = await run('audit:list', '--limit=1')
    assert.include(first.output, `older ones: --before=${newest}`)
    const { output } = await run('audit:list', '--json', `--before=${newest}`)
    assert.equal(JSON.parse(output).entries[0].id, oldest)
  })

  test('{command} refuses {argv} with a clear sentence')
    .with([
      {
        command: 'audit:list',
        argv: '--limit=1000',
        expected: '--limit must be a whole number from 1 to 100, and not 1000.',
      },
      { command: 'audit:verify', argv: '--known=latest', expected: 'and not "latest".' },
    ])
    .run(async ({ assert }, { command, argv, expected }) => {
      const { exitCode, output } = await run(command, argv)
      assert.equal(exitCode, 1)
      assert.include(output, expected)
    })

  test('feature:set leaves an entry with the operator, from, to and why', async ({ assert, cleanup }) => {
    cleanup(await switchFeature('downloads', 'on'))
    await run('feature:set', 'downloads', 'maintenance', '--reason=a new disk')
    const [entry] = (await audit.page({ action: 'platform.feature.change' })).entries
    assert.deepInclude(entry, { before: null, reason: 'a new disk' })
    assert.deepEqual(entry?.after, { state: 'maintenance', rules: {} })
    assert.deepEqual(entry?.actor, { id: null, name: `${userInfo().username}@${hostname()} (console)` })
    assert.deepEqual(entry?.subject, { type: 'feature', id: 'downloads', label: 'downloads' })
  })
})
