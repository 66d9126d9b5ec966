import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { FeatureStore, MemoryFeatureStore } from '@pydotorg/platform/features'
import { featureStoreContract } from './feature_store_contract.js'

const isolate = () => testUtils.db().wrapInGlobalTransaction()

featureStoreContract({ name: 'MemoryFeatureStore', make: async () => new MemoryFeatureStore() })
featureStoreContract({ name: 'PostgresFeatureStore', make: () => app.container.make(FeatureStore), isolate })

test.group('Tables of the features', (group) => {
  group.each.setup(isolate)

  test('record a change by hand under the name of the database user', async ({ assert }) => {
    await db.rawQuery("insert into features (key, state) values ('jobs', 'off')")
    await db.rawQuery("delete from features where key = 'jobs'")
    const [{ user }] = (await db.rawQuery('select session_user as user')).rows
    const store = await app.container.make(FeatureStore)
    const [second, first] = await store.history({ limit: 5 })
    assert.deepInclude(first, { who: `${user} (database)`, from: null, reason: null })
    assert.deepInclude(second, { who: `${user} (database)`, to: null })
  })

  test('refuse to change or delete a line of the history', async ({ assert }) => {
    await db.rawQuery("insert into features (key, state) values ('jobs', 'off')")
    const attempt = (sql: string) => db.transaction((trx) => trx.rawQuery(sql))
    const refused = /The history of features is append-only/
    await assert.rejects(() => attempt("update feature_changes set who = 'nobody'"), refused)
    await assert.rejects(() => attempt('delete from feature_changes'), refused)
    const { rows } = await db.rawQuery('select who from feature_changes')
    assert.lengthOf(rows, 1)
  })

  test('refuse a state that is none, rules that are no object, and a new key for an old row', async ({ assert }) => {
    const attempt = (sql: string) => db.transaction((trx) => trx.rawQuery(sql))
    await assert.rejects(
      () => attempt("insert into features (key, state) values ('jobs', 'maybe')"),
      /features_state_check/
    )
    await assert.rejects(
      () => attempt(`insert into features (key, state, rules) values ('jobs', 'on', '[]')`),
      /features_rules_check/
    )
    await db.rawQuery("insert into features (key, state) values ('jobs', 'off')")
    await assert.rejects(() => attempt("update features set key = 'work'"), /does not change/)
  })

  test('keep all of a cascade or none of it', async ({ assert }) => {
    const store = await app.container.make(FeatureStore)
    const settings = [
      { key: 'jobs', state: 'off', rules: {} },
      { key: 'events', state: 'gone' as never, rules: {} },
    ] as const
    await assert.rejects(() => store.write(settings, { who: 'guido@desk' }), /features_state_check/)
    assert.deepEqual(await store.all(), [])
    assert.deepEqual(await store.history({ limit: 5 }), [])
  })
})
