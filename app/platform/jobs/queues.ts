import type { IQueueBackend, Job, Queue } from 'bullmq'
import { inTime } from '../in_time.js'
import { ENVELOPE, type AddressedEnvelope, type Envelope } from './envelope.js'
import type { QueueConnection } from './queue_connection.js'

/** A queue of envelopes. */
export type EnvelopeQueue = Queue<Envelope, void, string, Envelope, void, string, IQueueBackend>

/** An envelope in its queue. */
export type QueuedJob = Job<Envelope, void>

/** Milliseconds until a queue that cannot be reached counts as away. */
const PATIENCE_MS = 3_000

/**
 * The queues of this process, opened when they are first asked for.
 *
 * @example
 * const queues = await app.container.make(Queues)
 * await (await queues.open('default')).getJobCounts()
 */
export class Queues {
  readonly #connect: () => Promise<QueueConnection>
  readonly #open = new Map<string, Promise<EnvelopeQueue>>()
  #connection: Promise<QueueConnection> | null = null

  /** @param connect - makes the connection, once */
  constructor(connect: () => Promise<QueueConnection>) {
    this.#connect = connect
  }

  /** @returns the connection of this process, prepared: tables and all */
  connection(): Promise<QueueConnection> {
    this.#connection ??= this.#prepared().catch((error: unknown) => {
      // The next one who asks tries again.
      this.#connection = null
      throw error
    })
    return this.#connection
  }

  /**
   * @param name - of a queue
   * @returns the queue, within bounded time
   * @throws Error when it cannot be reached
   */
  async open(name: string): Promise<EnvelopeQueue> {
    const opening = this.#open.get(name) ?? this.#new(name)
    this.#open.set(name, opening)
    try {
      const queue = await opening
      await inTime(queue.waitUntilReady(), PATIENCE_MS)
      return queue
    } catch (error) {
      const isOurs = this.#open.get(name) === opening
      if (isOurs) this.#open.delete(name)
      void opening.then((queue) => queue.close()).catch(() => {})
      throw error
    }
  }

  /**
   * @param addressed - a job
   * @throws when its queue is away
   */
  async add({ queue: name, envelope, options }: AddressedEnvelope): Promise<void> {
    const queue = await this.open(name)
    await queue.add(ENVELOPE, envelope, options)
  }

  /**
   * @param all - jobs of any queues, in their order
   * @throws when a queue is away; those that were added are known by their ids
   */
  async addAll(all: readonly AddressedEnvelope[]): Promise<void> {
    for (const [name, jobs] of Map.groupBy(all, ({ queue }) => queue)) {
      const queue = await this.open(name)
      await queue.addBulk(jobs.map(({ envelope, options }) => ({ name: ENVELOPE, data: envelope, opts: options })))
    }
  }

  /** Closes everything; workers are closed before. */
  async close(): Promise<void> {
    const opened = await Promise.allSettled(this.#open.values())
    this.#open.clear()
    for (const one of opened)
      if (one.status === 'fulfilled') await inTime(one.value.close(), PATIENCE_MS).catch(() => {})
    const connection = await this.#connection?.catch(() => null)
    this.#connection = null
    if (connection) await inTime(connection.close(), PATIENCE_MS).catch(() => {})
  }

  async #prepared(): Promise<QueueConnection> {
    const connection = await this.#connect()
    await connection.prepare().catch(async (error: unknown) => {
      await connection.close().catch(() => {})
      throw error
    })
    return connection
  }

  async #new(name: string): Promise<EnvelopeQueue> {
    const { Queue } = await import('bullmq')
    const { asking } = await this.connection()
    const { connection, backend, prefix } = asking
    const queue: EnvelopeQueue = new Queue(name, { connection, ...(prefix ? { prefix } : {}) }, backend)
    // Told by the question that fails.
    queue.on('error', () => {})
    return queue
  }
}
