import { randomUUID } from 'node:crypto'
import type { Logger } from '@adonisjs/core/logger'
import { address, type AddressedEnvelope } from './envelope.js'
import type { DispatchOptions } from './dispatch_options.js'
import type { JobClass } from './job_class.js'
import type { JobOutbox } from './job_outbox.js'

/** Takes envelopes at once: the queues of a process. */
export interface EnvelopeTaker {
  add(addressed: AddressedEnvelope): Promise<void>
}

/**
 * Puts jobs into their queues: straight, or by way of the outbox where a transaction decides or where the queues cannot
 * be reached.
 */
export class JobDispatcher {
  readonly #outbox: JobOutbox
  readonly #queues: EnvelopeTaker | null
  readonly #logger: Logger

  /**
   * @param outbox - keeps jobs until somebody relays them
   * @param queues - null where everything goes through the outbox, as in tests
   * @param logger - is told when the queues are away
   */
  constructor(outbox: JobOutbox, queues: EnvelopeTaker | null, logger: Logger) {
    this.#outbox = outbox
    this.#queues = queues
    this.#logger = logger
  }

  /**
   * @param job - the class
   * @param payload - what it works on
   * @param options - when, how urgent, in which transaction
   * @returns the id of the job
   * @throws E_VALIDATION_ERROR when the payload is none; what the database throws when nothing can be kept
   */
  async dispatch(job: JobClass, payload: unknown, options: DispatchOptions = {}): Promise<string> {
    await job.payload.validate(payload)
    const addressed = address(job, payload, { id: randomUUID(), ...options })
    if (options.trx || this.#queues === null) await this.#outbox.put(addressed, options.trx)
    else await this.#add(addressed, this.#queues)
    return addressed.id
  }

  /** The id of a job is the same on both ways, so one that was added although it seemed not to be is not added twice. */
  async #add(addressed: AddressedEnvelope, queues: EnvelopeTaker): Promise<void> {
    try {
      await queues.add(addressed)
    } catch (error) {
      this.#logger.warn({ err: error, job: addressed.envelope.job }, 'the queue is away; the job waits in the outbox')
      await this.#outbox.put(addressed)
    }
  }
}
