import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { assertOneConnection } from '#tests/one_connection'

test.group('A statement inside a transaction', () => {
  test('that asks for a connection of its own is found', async ({ assert }) => {
    await db.transaction(async (trx) => {
      await trx.from('users').select('id').limit(1)
      await db.from('groups').select('id').limit(1)
    })
    assert.throws(assertOneConnection, /connection of its own[^]*\n[^\n]*from "groups"[^\n]*$/)
  })

  test('is found in a helper, in a savepoint, and when it begins a transaction', async ({ assert }) => {
    const helper = () => db.transaction((trx) => trx.rawQuery('select 1 as inner'))
    await db.transaction((trx) => trx.transaction(() => helper()))
    assert.throws(assertOneConnection, /inner/)
  })

  test('may go through it, through its savepoints, or come after it', async ({ assert }) => {
    await db.transaction(async (trx) => {
      await trx.from('users').select('id').limit(1)
      await trx.transaction(async (inner) => {
        await inner.from('groups').select('id').limit(1)
        await trx.from('users').select('id').limit(1)
      })
      trx.after('commit', async () => void (await db.from('groups').select('id').limit(1)))
    })
    await db.from('groups').select('id').limit(1)
    assert.doesNotThrow(assertOneConnection)
  })
})
