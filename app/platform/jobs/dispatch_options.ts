import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Duration } from './duration.js'

/** What may be said when a job is dispatched. */
export interface DispatchOptions {
  /** Not before so long from now. */
  delay?: Duration
  /** 1 goes before 2, and both go after jobs without a priority; at most 2,097,152. */
  priority?: number
  /** While a job of this class with this key waits or runs, another is not queued. */
  unique?: string
  /** The transaction that the job depends on: queued when it commits. */
  trx?: TransactionClientContract
}
