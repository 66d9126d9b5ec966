import type { Database } from '@adonisjs/lucid/database'
import type { AnnouncedChannel } from '../announcements/main.js'
import { fromOutbox, OUTBOX_CHANNEL, type OutboxRow } from './job_outbox.js'
import type { Queues } from './queues.js'

/** What a relay works with. */
export interface RelayOptions {
  db: Database
  queues: Pick<Queues, 'addAll'>
  log: { warn(details: object, message: string): void }
  /** Milliseconds between two looks without being told. */
  every?: number
}

const EVERY_MS = 5_000
const RETRY_MS = 1_000
const BATCH = 200

const TAKE = `select id, queue, job, payload, options, created_at from job_outbox
  order by position limit ${BATCH} for update skip locked`

/**
 * Brings jobs from the outbox into their queues, as soon as the database announces them. A row goes when its job is in
 * the queue; one that is brought twice, because the process ended in between, is known there by its id. Any number of
 * processes may relay: each takes rows that no other holds.
 */
export class OutboxRelay {
  readonly #options: RelayOptions
  #work: Promise<void> | null = null
  #isWanted = false
  #isStopped = true
  #hasWarned = false
  #timer: NodeJS.Timeout | undefined
  #retry: NodeJS.Timeout | undefined

  /** @param options - the database, and the queues */
  constructor(options: RelayOptions) {
    this.#options = options
  }

  /** @returns for the listener of the process: each transaction that leaves jobs in the outbox announces it */
  channel(): AnnouncedChannel {
    const nudge = (): void => this.nudge()
    return { name: OUTBOX_CHANNEL, heard: nudge, mayHaveMissed: nudge }
  }

  /** Relays what is there and whatever comes. Does not wait. */
  start(): void {
    if (!this.#isStopped) return
    this.#isStopped = false
    this.#timer = setInterval(() => this.nudge(), this.#options.every ?? EVERY_MS).unref()
    this.nudge()
  }

  /** Looks now. */
  nudge(): void {
    if (this.#isStopped) return
    this.#isWanted = true
    this.#work ??= this.#relayAll().finally(() => (this.#work = null))
  }

  /** Relays nothing more, once the jobs that are under way have arrived. */
  async stop(): Promise<void> {
    this.#isStopped = true
    clearInterval(this.#timer)
    clearTimeout(this.#retry)
    await this.#work
  }

  async #relayAll(): Promise<void> {
    try {
      while (this.#isWanted && !this.#isStopped) {
        this.#isWanted = false
        if ((await this.#relayBatch()) === BATCH) this.#isWanted = true
      }
      this.#hasWarned = false
    } catch (error) {
      if (!this.#hasWarned) this.#options.log.warn({ err: error }, 'jobs wait in the outbox; trying again')
      this.#hasWarned = true
      this.#retry = setTimeout(() => this.nudge(), RETRY_MS).unref()
    }
  }

  #relayBatch(): Promise<number> {
    return this.#options.db.transaction(async (trx) => {
      const { rows } = (await trx.rawQuery(TAKE)) as { rows: OutboxRow[] }
      if (rows.length === 0) return 0
      await this.#options.queues.addAll(rows.map((row) => fromOutbox(row, Date.now())))
      await trx
        .from('job_outbox')
        .whereIn(
          'id',
          rows.map(({ id }) => id)
        )
        .delete()
      return rows.length
    })
  }
}
