import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { countQueries } from '@pydotorg/platform/testing'
import { readTextRows, type TextQuery } from '../../../app/platform/database/text_rows.js'

async function textsOf(query: TextQuery): Promise<string[]> {
  const texts: string[] = []
  await readTextRows(query, (bytes, start, end) => texts.push(bytes.toString('utf8', start, end)))
  return texts
}

const series = (name?: string): TextQuery => ({
  sql: `select repeat('é', number * 100) from generate_series(1, 300) as number order by number`,
  bindings: [],
  ...(name === undefined ? {} : { name }),
})

test.group('Rows of one text', () => {
  test('many more than the network brings at once arrive whole and in order, also when the statement is known', async ({
    assert,
  }) => {
    const wanted = Array.from({ length: 300 }, (_, index) => 'é'.repeat((index + 1) * 100))
    for (const name of [undefined, 'test_text_rows', 'test_text_rows']) {
      assert.deepEqual(await textsOf(series(name)), wanted)
    }
  })

  test('bindings are those of the query builder; null is left out; no rows are none', async ({ assert }) => {
    const sql = `select text from (values ('a'), (null), ('b')) as rows (text) where text is distinct from ?`
    assert.deepEqual(await textsOf({ sql, bindings: ['a'] }), ['b'])
    assert.deepEqual(await textsOf({ sql: 'select relname::text from pg_class where false', bindings: [] }), [])
  })

  test('many at the same time do not mix, and others ask in between', async ({ assert }) => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, async (_, index) => {
        if (index % 3 === 0) return [String((await db.rawQuery('select ?::integer as number', [index])).rows[0].number)]
        return textsOf({ sql: `select number::text from generate_series(1, ?::integer) as number`, bindings: [index] })
      })
    )
    answers.forEach((texts, index) => assert.equal(texts.at(-1), String(index)))
  })

  test('what fails among the rows is thrown, and the connection goes on', async ({ assert }) => {
    const failing = { sql: 'select (1 / (250 - number))::text from generate_series(1, 300) as number', bindings: [] }
    await assert.rejects(() => textsOf(failing), /division by zero/)
    await assert.rejects(() => textsOf({ sql: 'select nothing_such', bindings: [] }), /nothing_such/)
    assert.deepEqual(await textsOf({ sql: `select 'here'`, bindings: [] }), ['here'])
  })

  test('in a transaction it sees what the transaction wrote, and it counts as a query', async ({ assert }) => {
    const transaction = await db.beginGlobalTransaction()
    try {
      await db.rawQuery(`create temporary table text_rows_test on commit drop as select 'written' as text`)
      const sql = 'select text from text_rows_test'
      let texts: string[] = []
      const queries = await countQueries(async () => (texts = await textsOf({ sql, bindings: [] })))
      assert.deepEqual(texts, ['written'])
      assert.deepEqual(queries, [sql])
    } finally {
      await transaction.rollback()
    }
  })
})
