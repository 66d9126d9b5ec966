import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import { FeatureStore } from '@pydotorg/platform/features'
import { GUIDO } from './sample_record.js'

test.group('Changes of features in the audit log', (group) => {
  let audit: AuditLog
  let store: FeatureStore

  group.each.setup(async () => {
    audit = await app.container.make(AuditLog)
    store = await app.container.make(FeatureStore)
    return testUtils.db().wrapInGlobalTransaction()
  })

  test('say who, from where, from what, to what and why', async ({ assert }) => {
    await store.write([{ key: 'jobs', state: 'on', rules: { users: [1] } }], { who: 'guido', origin: GUIDO })
    await store.write([{ key: 'jobs', state: 'off', rules: {} }], { who: 'guido', origin: GUIDO, reason: 'spam' })
    const [entry] = (await audit.page()).entries
    assert.deepInclude(entry, {
      action: 'platform.feature.change',
      actor: { id: 100_001, name: 'guido' },
      subject: { type: 'feature', id: 'jobs', label: 'jobs' },
      before: { state: 'on', rules: { users: [1] } },
      after: { state: 'off', rules: {} },
      ip: '192.0.2.7',
      requestId: 'request-0001',
      reason: 'spam',
    })
    assert.lengthOf(await store.history({ limit: 5 }), 2)
  })

  test('know an actor without an origin by name', async ({ assert }) => {
    await store.write([{ key: 'jobs', state: 'off', rules: {} }], { who: 'a schedule' })
    assert.deepEqual((await audit.page()).entries[0]?.actor, { id: null, name: 'a schedule' })
  })

  test('by hand in SQL are there too', async ({ assert }) => {
    await db.rawQuery("insert into features (key, state) values ('jobs', 'off')")
    await db.rawQuery("delete from features where key = 'jobs'")
    const [taken, given] = (await audit.page()).entries
    const [{ user }] = (await db.rawQuery('select session_user as user')).rows
    assert.deepEqual(given?.actor, { id: null, name: `${user} (database)` })
    assert.deepEqual([given?.before, taken?.after], [null, null])
  })

  test('leave neither entry nor history when one of a cascade fails', async ({ assert }) => {
    const settings = [
      { key: 'jobs', state: 'off', rules: {} },
      { key: 'events', state: 'gone' as never, rules: {} },
    ] as const
    await assert.rejects(() => store.write(settings, { who: 'guido', origin: GUIDO }), /features_state_check/)
    assert.lengthOf((await audit.page()).entries, 0)
  })
})
