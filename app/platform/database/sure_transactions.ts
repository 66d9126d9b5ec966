import { QueryClient } from '@adonisjs/lucid/database'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

type Work = (trx: TransactionClientContract) => Promise<unknown>
type Begin = (work?: Work, options?: object) => Promise<unknown>

let areSure = false

/**
 * Lets every transaction of this process, and every part of one, tell what became of it. Knex swallows what goes wrong
 * while it begins or commits: when the connection was cut then, the work ran without a transaction, or the commit seemed
 * to have worked and nothing was written. What went wrong is thrown now.
 *
 * @example
 * makeTransactionsSure()
 * await db.transaction((trx) => trx.table('groups').insert({ name })) // has written, or throws
 */
export function makeTransactionsSure(): void {
  if (areSure) return
  areSure = true
  const begin = QueryClient.prototype.transaction as Begin
  QueryClient.prototype.transaction = function (this: QueryClient, work?: Work, options?: object) {
    return surely(begin.bind(this), work, options)
  } as typeof QueryClient.prototype.transaction
}

async function surely(begin: Begin, work?: Work, options?: object): Promise<unknown> {
  // Lucid takes options alone, too.
  if (typeof work === 'function') return begin(async (trx) => work(await sureOf(trx)), options)
  return sureOf((await begin(work, options)) as TransactionClientContract)
}

async function sureOf(trx: TransactionClientContract): Promise<TransactionClientContract> {
  const { knexClient } = trx
  // It is over before it began, and knows why.
  if (knexClient.isCompleted()) await knexClient.executionPromise
  const commit = knexClient.commit.bind(knexClient)
  knexClient.commit = (async () => {
    await commit()
    await knexClient.executionPromise
  }) as unknown as typeof knexClient.commit
  // Lucid does not export the class of transactions, which begin parts of themselves.
  const beginPart = trx.transaction.bind(trx) as Begin
  trx.transaction = ((work?: Work, partOptions?: object) =>
    surely(beginPart, work, partOptions)) as typeof trx.transaction
  return trx
}
