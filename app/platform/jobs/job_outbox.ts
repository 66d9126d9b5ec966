import type { Database } from '@adonisjs/lucid/database'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { JobsOptions } from 'bullmq'
import type { AddressedEnvelope } from './envelope.js'

/** The channel on which the database announces, at commit, that jobs lie in the outbox. */
export const OUTBOX_CHANNEL = 'pydotorg_jobs'

/** A row of `job_outbox`. */
export interface OutboxRow {
  id: string
  queue: string
  job: string
  payload: unknown
  options: JobsOptions & { delay?: number }
  created_at: Date
}

/** Jobs that were asked for and are not in their queue yet. They commit and roll back with the rest of a transaction. */
export class JobOutbox {
  readonly #db: Database

  /** @param db - Lucid's database */
  constructor(db: Database) {
    this.#db = db
  }

  /**
   * @param addressed - the job
   * @param client - the transaction that decides about it
   */
  async put({ id, queue, envelope, options }: AddressedEnvelope, client?: QueryClientContract): Promise<void> {
    const { job, payload } = envelope
    // By hand, because the driver takes an array for one of its own.
    const row = { id, queue, job, payload: JSON.stringify(payload ?? null), options: JSON.stringify(options) }
    await (client ?? this.#db.connection()).insertQuery().table('job_outbox').insert(row)
  }
}

/**
 * @param row - as the database has it
 * @param now - in milliseconds since 1970
 * @returns the job, its delay counted from when it was asked for
 */
export function fromOutbox(
  { id, queue, job, payload, options, created_at: at }: OutboxRow,
  now: number
): AddressedEnvelope {
  const { delay, ...others } = options
  const left = delay === undefined ? 0 : Math.max(0, delay - (now - at.getTime()))
  return { id, queue, envelope: { job, payload }, options: left > 0 ? { ...others, delay: left } : others }
}
