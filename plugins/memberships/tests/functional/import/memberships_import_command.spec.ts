import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ace from '@adonisjs/core/services/ace'
import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import MembershipsImport from '#commands/memberships_import'
import Membership from '#models/membership'
import { dumpRow } from '#tests/dump_rows'

let folder: string

async function run(name: string, contents?: string) {
  const path = join(folder, name)
  if (contents !== undefined) await writeFile(path, contents)
  const command = await ace.create(MembershipsImport, [path])
  await command.exec()
  const output = command.logger.getLogs().map(({ message }) => message)
  return { exitCode: command.exitCode, output: output.join('\n') }
}

test.group('memberships:import', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'memberships-'))
    return () => rm(folder, { recursive: true })
  })
  group.each.setup(() => {
    ace.ui.switchMode('raw')
    return () => ace.ui.switchMode('normal')
  })

  test('exits with 0 when everything is in, and leaves an entry in the audit log', async ({ assert }) => {
    const { exitCode, output } = await run('dump.json', JSON.stringify([dumpRow(1), dumpRow(2)]))
    assert.equal(exitCode, 0)
    assert.include(output, '2 rows: 2 created, 0 updated, 0 unchanged, 0 newer here, 0 bad')
    const { entries } = await (await app.container.make(AuditLog)).page({ action: 'memberships.membership.import' })
    assert.lengthOf(entries, 1)
    assert.containsSubset(entries[0], { subject: { id: 'dump.json' }, after: { created: 2, updated: 0 } })
  })

  test('leaves no entry when nothing was new', async ({ assert }) => {
    await run('dump.json', JSON.stringify([dumpRow(1)]))
    await run('dump.json', JSON.stringify([dumpRow(1)]))
    const { entries } = await (await app.container.make(AuditLog)).page({ action: 'memberships.membership.import' })
    assert.lengthOf(entries, 1)
  })

  test('reads JSON Lines, and tells the place of a bad row', async ({ assert }) => {
    const lines = [dumpRow(1), dumpRow(2, { votes: 1 }), dumpRow(3)].map((row) => JSON.stringify(row))
    const { exitCode, output } = await run('dump.jsonl', `${lines.join('\n\n')}\n`)
    assert.equal(exitCode, 2)
    assert.include(output, 'row 2 (id 2): not taken in: The value must be a boolean')
    assert.include(output, '3 rows: 2 created')
    assert.deepEqual(
      (await Membership.query().orderBy('id')).map(({ id }) => id),
      [1, 3]
    )
  })

  test('is not needed for a dump that holds other things too', async ({ assert }) => {
    const rows = [dumpRow(1), dumpRow(2, { votes: 1 }), { model: 'sites.site', pk: 1, fields: {} }]
    const path = join(folder, 'site.json')
    await writeFile(path, JSON.stringify(rows))
    ace.ui.logger.flushLogs()
    const { exitCode } = await ace.exec('pydotorg:import-django', [path])
    const output = ace.ui.logger
      .getLogs()
      .map(({ message }) => message)
      .join('\n')
    assert.equal(exitCode, 2)
    assert.match(output, /users\.membership\|1\|0\|0\|0\|1/)
    assert.include(output, 'users.membership, row 2, pk 2: not taken in: The value must be a boolean')
    assert.isNotNull(await Membership.find(1))
  })

  test('exits with 1 and one sentence when the file is no dump', async ({ assert }) => {
    for (const [name, contents, sentence] of [
      ['none.json', undefined, /none\.json cannot be read/],
      ['other.json', '{"memberships": []}', /There is nothing in .*other\.json/],
      ['broken.json', '[{', /broken\.json is no JSON/],
    ] as const) {
      const { exitCode, output } = await run(name, contents)
      assert.equal(exitCode, 1, name)
      assert.match(output, sentence)
    }
  })
})
