import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
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

  test('and the last one of an action is found by its name', async ({ assert }) => {
    await audit.record(sampleRecord({ action: 'platform.audit.verify', after: { broken: 'x' } }))
    const last = await audit.record(sampleRecord({ action: 'platform.audit.verify', after: { broken: null } }))
    await noted(GUIDO, 'page')
    assert.equal((await audit.last('platform.audit.verify'))?.id, last)
    assert.isNull(await audit.last('platform.audit.export'))
  })
})
