import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { AuditLog, type AuditOrigin } from '@pydotorg/platform/audit'
import { countQueries } from '@pydotorg/platform/testing'
import { GUIDO, sampleRecord } from './sample_record.js'

const BARRY: AuditOrigin = { actor: { id: 100_002, name: 'barry' } }

test.group('Entries that concern a person', (group) => {
  let audit: AuditLog

  group.each.setup(async () => {
    audit = await app.container.make(AuditLog)
    return testUtils.db().wrapInGlobalTransaction()
  })

  const noted = (by: AuditOrigin, type: string) => audit.record(sampleRecord({ by, subject: { type, id: 7 } }))
  const seen = async (types: string[], limit = 10) =>
    (await audit.seenBy({ actor: 100_001, types, limit })).map(({ id }) => id)

  test('are theirs, and those about what they look after, each once', async ({ assert }) => {
    const own = await noted(GUIDO, 'page')
    await noted(BARRY, 'page')
    const both = await noted(GUIDO, 'release')
    const another = await noted(BARRY, 'release')
    assert.deepEqual(await seen(['release']), [another, both, own])
    assert.deepEqual(await seen(['release', 'page']), [another, both, own + 1, own])
    assert.deepEqual(await seen([]), [both, own])
  })

  test('are the newest of all, in one query', async ({ assert }) => {
    const ids: number[] = []
    for (const type of ['release', 'page', 'release', 'page']) ids.push(await noted(BARRY, type))
    let found: number[] = []
    const queries = await countQueries(async () => (found = await seen(['page', 'release'], 3)))
    assert.deepEqual(found, ids.slice(1).reverse())
    assert.lengthOf(queries, 1)
  })

  test('are found by indexes, whatever the planner guesses of kinds', async ({ assert }) => {
    await db.rawQuery(`insert into audit_entries (actor_id, actor, action, subject_type, subject_id)
      select 1, 'x', 'pets.cat.update', 'cat', n from generate_series(1, 5000) n`)
    await db.rawQuery('analyze audit_entries')
    const asked: { sql: string; bindings?: unknown[] }[] = []
    const connection = db.connection().getWriteClient()
    const note = (query: { sql: string; bindings?: unknown[] }) => void asked.push(query)
    connection.on('query', note)
    await seen(['cat', 'parrot'])
    connection.removeListener('query', note)
    const { sql, bindings = [] } = asked[0]!
    const { rows } = await db.rawQuery<{ rows: Record<string, string>[] }>(
      `explain ${sql.replace(/[$]\d+/g, '?')}`,
      bindings as string[]
    )
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    assert.match(plan, /Scan Backward using audit_entries_actor_id_id_index/)
    assert.match(plan, /Scan Backward using audit_entries_kind_id_index/)
    assert.notMatch(plan, /Backward using audit_entries_pkey on audit_entries audit_entries_|Seq Scan/)
  })

  test('and the last one of an action is found by its name', async ({ assert }) => {
    await audit.record(sampleRecord({ action: 'platform.audit.verify', after: { broken: 'x' } }))
    const last = await audit.record(sampleRecord({ action: 'platform.audit.verify', after: { broken: null } }))
    await noted(GUIDO, 'page')
    assert.equal((await audit.last('platform.audit.verify'))?.id, last)
    assert.isNull(await audit.last('platform.audit.export'))
  })
})
