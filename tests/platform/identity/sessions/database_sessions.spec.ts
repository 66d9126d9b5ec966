import { randomUUID } from 'node:crypto'
import { configProvider } from '@adonisjs/core'
import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type { SessionConfig, SessionStoreContract } from '@adonisjs/session/types'
import { DateTime } from 'luxon'
import { databaseSessions } from '@pydotorg/platform/identity/sessions/database_sessions'
import { countQueries } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'

async function openStore(): Promise<SessionStoreContract> {
  const open = await configProvider.resolve<Awaited<ReturnType<ReturnType<typeof databaseSessions>['resolver']>>>(
    app,
    databaseSessions()
  )
  return open!(null as never, { age: '14 days' } as SessionConfig)
}

/** Hours until the session ends. */
async function hoursLeft(id: string): Promise<number> {
  const { expires_at: end } = await db.from('sessions').where('id', id).firstOrFail()
  return DateTime.fromJSDate(new Date(end)).diffNow('hours').hours
}

const endIn = (id: string, hours: number): Promise<unknown> =>
  db
    .from('sessions')
    .where('id', id)
    .update({ expires_at: DateTime.utc().plus({ hours }).toJSDate() })

test.group('Sessions in the database', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('take one statement for a request that changes nothing', async ({ assert }) => {
    const [store, id] = [await openStore(), randomUUID()]
    await store.write(id, { auth_web: 7 })
    const queries = await countQueries(async () => {
      assert.deepEqual(await store.read(id), { auth_web: 7 })
      await store.touch(id)
    })
    assert.lengthOf(queries, 1)
  })

  test('live on for their whole age when they are used', async ({ assert }) => {
    const [store, id] = [await openStore(), randomUUID()]
    await store.write(id, { auth_web: 7 })
    await endIn(id, 2)
    await store.read(id)
    assert.closeTo(await hoursLeft(id), 14 * 24, 0.1)
  })

  test('are not written anew within the hour', async ({ assert }) => {
    const [store, id] = [await openStore(), randomUUID()]
    await store.write(id, { auth_web: 7 })
    await endIn(id, 14 * 24 - 0.5)
    await store.read(id)
    assert.closeTo(await hoursLeft(id), 14 * 24 - 0.5, 0.1)
  })

  test('are over at their end, and do not come back', async ({ assert }) => {
    const [store, id] = [await openStore(), randomUUID()]
    await store.write(id, { auth_web: 7 })
    await endIn(id, -1)
    assert.isNull(await store.read(id))
    assert.isBelow(await hoursLeft(id), 0)
  })

  test('are nothing under another id', async ({ assert }) => {
    const [store, id, other] = [await openStore(), randomUUID(), randomUUID()]
    await store.write(id, { auth_web: 7 })
    await db.from('sessions').where('id', id).update({ id: other })
    assert.isNull(await store.read(other))
  })
})
