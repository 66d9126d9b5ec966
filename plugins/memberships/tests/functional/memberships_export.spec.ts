import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ace from '@adonisjs/core/services/ace'
import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import { countQueries, UserFactory } from '@pydotorg/platform/testing'
import { DateTime } from 'luxon'
import MembershipsExport from '#commands/memberships_export'
import { MembershipFactory } from '#database/factories/membership_factory'
import { membershipCsv } from '#services/membership_csv'

const HEAD = 'membership_type,creator,email_address,votes,last_vote_affirmation\r\n'

async function csv(): Promise<string> {
  let text = ''
  for await (const line of membershipCsv()) text += line
  return text
}

async function run(path: string) {
  const command = await ace.create(MembershipsExport, [path])
  await command.exec()
  const output = command.logger.getLogs().map(({ message }) => message)
  return { exitCode: command.exitCode, output: output.join('\n') }
}

test.group('Export of memberships', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => {
    ace.ui.switchMode('raw')
    return () => ace.ui.switchMode('normal')
  })

  test('has the columns and the notation of python.org', async ({ assert }) => {
    const user = await UserFactory.merge({ username: 'ada' }).create()
    const lastVoteAffirmation = DateTime.utc(2025, 6, 10, 8, 30)
    await MembershipFactory.merge({ id: 1, userId: user.id, email: 'ada@example.org' }).create()
    await MembershipFactory.merge({ id: 2, email: 'b@example.org', votes: true, lastVoteAffirmation })
      .apply('fellow')
      .create()
    assert.equal(
      await csv(),
      `${HEAD}Basic Member,ada,ada@example.org,False,\r\nFellow,,b@example.org,True,2025-06-10 08:30:00+00:00\r\n`
    )
  })

  test('quotes what CSV must quote, and gives no spreadsheet a formula', async ({ assert }) => {
    const user = await UserFactory.merge({ username: '@cmd' }).create()
    await MembershipFactory.merge({ userId: user.id, email: '"a,b"@example.org' }).create()
    await MembershipFactory.merge({ email: '=1+1@example.org' }).create()
    const [, first, second] = (await csv()).split('\r\n')
    assert.equal(first, `Basic Member,'@cmd,"""a,b""@example.org",False,`)
    assert.equal(second, `Basic Member,,'=1+1@example.org,False,`)
  })

  test('reads a thousand rows at a time', async ({ assert }) => {
    await MembershipFactory.createMany(3)
    const queries = await countQueries(csv)
    assert.lengthOf(queries, 1)
    assert.match(queries[0]!, /limit/)
  })

  test('writes a file that only its owner reads, and notes who did so', async ({ assert, cleanup }) => {
    const folder = await mkdtemp(join(tmpdir(), 'memberships-'))
    cleanup(() => rm(folder, { recursive: true }))
    const path = join(folder, 'members.csv')
    assert.equal((await run(path)).exitCode, 0)
    assert.equal(await readFile(path, 'utf8'), HEAD)
    assert.equal((await stat(path)).mode & 0o777, 0o600)
    const { entries } = await (await app.container.make(AuditLog)).page({ action: 'memberships.membership.export' })
    assert.lengthOf(entries, 1)

    const again = await run(path)
    assert.equal(again.exitCode, 1)
    assert.match(again.output, /members\.csv is there already/)
    const nowhere = await run(join(folder, 'none', 'members.csv'))
    assert.equal(nowhere.exitCode, 1)
    assert.match(nowhere.output, /cannot be written: ENOENT/)
  })
})
