import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { countStatementsOf, eachClient, StatementCount } from '@pydotorg/platform/database'

test.group('Statements of a request', (group) => {
  group.setup(async () => {
    const emitter = await app.container.make('emitter')
    // Twice, as when a connection is opened again.
    for (let time = 0; time < 2; time += 1) eachClient(db, emitter, countStatementsOf)
  })

  test('are counted, each once, without those of transactions and of others', async ({ assert }) => {
    const [count, other] = [new StatementCount(), new StatementCount()]
    await count.during(async () => {
      await db.from('users').select('id').limit(1)
      await db.transaction((trx) => trx.from('groups').select('id').limit(1))
      await other.during(async () => void (await db.from('groups').select('id').limit(1)))
    })
    await db.from('users').select('id').limit(1)
    assert.deepEqual([count.total, other.total], [2, 1])
    assert.isNull(count.repeated)
  })

  test('are told of that are sent again and again', async ({ assert }) => {
    const count = new StatementCount()
    await count.during(async () => {
      await db.from('groups').select('name').limit(1)
      for (let id = 1; id <= 5; id += 1) await db.from('users').select('id').where('id', id)
    })
    assert.deepEqual(count.repeated, { sql: 'select "id" from "users" where "id" = $1', times: 5 })
  })
})
