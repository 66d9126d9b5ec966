import db from '@adonisjs/lucid/services/db'
import { isOfTransaction } from '../database/statement_count.js'

/**
 * Notes the queries that this process sends meanwhile, for tests that a page does not ask once for each row. Requests
 * to the test server count, because it runs in the same process.
 *
 * @param run - what sends them
 * @returns the statements in order, without those of transactions
 * @throws whatever `run` throws
 * @example
 * const queries = await countQueries(() => client.get('/downloads/'))
 * assert.isAtMost(queries.length, 3)
 */
export async function countQueries(run: () => PromiseLike<unknown>): Promise<string[]> {
  const queries: string[] = []
  const note = ({ sql }: { sql: string }) => {
    if (!isOfTransaction(sql)) queries.push(sql)
  }
  const connection = db.connection().getWriteClient()
  connection.on('query', note)
  try {
    await run()
  } finally {
    connection.removeListener('query', note)
  }
  return queries
}
