import app from '@adonisjs/core/services/app'
import { Database } from '@adonisjs/lucid/database'
import lucid from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { isDatabaseAway } from '#exceptions/database_away'
import { InterruptibleWay } from '#tests/interruptible_way'

const TABLE = 'sure_transactions'

/** What is thrown; null when nothing is. */
const thrownBy = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error
  )

test.group('A transaction whose connection is cut', (group) => {
  let way: InterruptibleWay
  let db: Database

  group.setup(async () => {
    await lucid.rawQuery(`create table ${TABLE} (name text)`)
    return () => lucid.rawQuery(`drop table ${TABLE}`)
  })
  group.each.setup(async () => {
    way = new InterruptibleWay()
    await way.mend()
    const connections = { cut: { client: 'pg' as const, connection: { connectionString: way.url } } }
    const [logger, emitter] = [await app.container.make('logger'), await app.container.make('emitter')]
    db = new Database({ connection: 'cut', connections }, logger, emitter)
    // A connection of the pool, not one that is only opened now.
    await db.rawQuery('select 1')
    return async () => {
      await way.cut()
      await db.manager.closeAll()
      await lucid.from(TABLE).delete()
    }
  })

  test('as it begins tells so, and does not run', async ({ assert }) => {
    let ran = false
    way.cutBefore('BEGIN')
    const thrown = await thrownBy(db.transaction(async () => void (ran = true)))
    assert.isTrue(isDatabaseAway(thrown), String(thrown))
    assert.isFalse(ran)
  })

  test('as it begins tells so to who commits by hand', async ({ assert }) => {
    way.cutBefore('BEGIN')
    const thrown = await thrownBy(db.transaction())
    assert.isTrue(isDatabaseAway(thrown), String(thrown))
  })

  test('as it is committed has not written, and tells so', async ({ assert }) => {
    let told = ''
    way.cutBefore('COMMIT')
    const thrown = await thrownBy(
      db.transaction(async (trx) => {
        trx.after('commit', () => void (told = 'committed'))
        trx.after('rollback', () => void (told = 'rolled back'))
        await trx.table(TABLE).insert({ name: 'lost' })
      })
    )
    assert.isTrue(isDatabaseAway(thrown), String(thrown))
    assert.equal(told, 'rolled back')
    assert.lengthOf(await lucid.from(TABLE), 0)
  })

  test('as it is committed by hand tells so', async ({ assert }) => {
    const trx = await db.transaction()
    await trx.table(TABLE).insert({ name: 'lost' })
    way.cutBefore('COMMIT')
    const thrown = await thrownBy(trx.commit())
    assert.isTrue(isDatabaseAway(thrown), String(thrown))
    assert.lengthOf(await lucid.from(TABLE), 0)
  })

  for (const words of ['SAVEPOINT', 'RELEASE']) {
    test(`at a part of it tells so: ${words}`, async ({ assert }) => {
      way.cutBefore(words)
      const thrown = await thrownBy(
        db.transaction((trx) => trx.transaction((part) => part.table(TABLE).insert({ name: 'lost' })))
      )
      assert.isTrue(isDatabaseAway(thrown), String(thrown))
    })
  }

  test('that fails by itself says why, and one that does not is kept', async ({ assert }) => {
    const thrown = await thrownBy(db.transaction((trx) => trx.rawQuery('select nothing_such')))
    assert.isFalse(isDatabaseAway(thrown))
    assert.match(String(thrown), /nothing_such/)
    await db.transaction((trx) => trx.table(TABLE).insert({ name: 'kept' }))
    assert.lengthOf(await lucid.from(TABLE), 1)
  })
})
