import { AsyncLocalStorage } from 'node:async_hooks'
import type { EventEmitter } from 'node:events'
import { QueryClient, type Database } from '@adonisjs/lucid/database'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { EmitterService } from '@adonisjs/core/types'
import { eachClient } from '@pydotorg/platform/database'

/*
| Whoever has a connection and waits for another dead-locks the pool when ten do so at once. So what runs in the callback
| of `transaction(…)` has to send its statements through that transaction. This finds the others, in every test.
*/

/** A transaction whose callback runs. */
interface RunningTransaction {
  /** Ids of the statements that went through it. */
  sent: Set<string>
  isOver: boolean
  outer: RunningTransaction | undefined
}

interface SentStatement {
  sql: string
  __knexQueryUid: string
}

type Work = (trx: TransactionClientContract) => Promise<unknown>

const running = new AsyncLocalStorage<RunningTransaction>()
const found: string[] = []

/**
 * @throws Error that names statements which needed a second connection since the last call
 */
export function assertOneConnection(): void {
  const statements = found.splice(0)
  if (statements.length === 0) return
  throw new Error(
    `Inside a transaction, a statement asks for a connection of its own; give it the transaction:\n${statements.join('\n')}`
  )
}

/**
 * Looks at all statements from now on.
 *
 * @param db - whose connections
 * @param emitter - tells of new ones
 */
export async function watchConnections(db: Database, emitter: EmitterService): Promise<void> {
  noteTransactions(QueryClient.prototype)
  // Lucid does not export the class of transactions, which begin savepoints.
  const trx = await db.transaction()
  noteTransactions(Object.getPrototypeOf(trx) as QueryClient)
  await trx.rollback()
  eachClient(db, emitter, (client) => client.removeListener('query', look).on('query', look))
}

function noteTransactions(prototype: Pick<QueryClient, 'transaction'>): void {
  const begin = prototype.transaction as (this: unknown, work?: Work, options?: object) => Promise<unknown>
  const noted = function (this: unknown, work?: Work, options?: object): Promise<unknown> {
    if (typeof work !== 'function') return begin.call(this, work, options)
    return begin.call(this, (trx) => runNoted(trx, work), options)
  }
  prototype.transaction = noted as typeof prototype.transaction
}

async function runNoted(trx: TransactionClientContract, work: Work): Promise<unknown> {
  const transaction: RunningTransaction = { sent: new Set(), isOver: false, outer: running.getStore() }
  const client = trx.knexClient as unknown as EventEmitter
  client.on('query', ({ __knexQueryUid: id }: SentStatement) => transaction.sent.add(id))
  try {
    return await running.run(transaction, () => work(trx))
  } finally {
    // What it has begun and nobody waits for goes on without it.
    transaction.isOver = true
  }
}

function look({ sql, __knexQueryUid: id }: SentStatement): void {
  const around = [...transactionsAround()]
  if (around.length === 0 || around.some(({ isOver }) => isOver)) return
  // The transaction hears of its statement right after the pool does.
  queueMicrotask(() => {
    if (!around.some(({ sent }) => sent.has(id))) found.push(sql.slice(0, 300))
  })
}

function* transactionsAround(): Generator<RunningTransaction> {
  for (let each = running.getStore(); each; each = each.outer) yield each
}
