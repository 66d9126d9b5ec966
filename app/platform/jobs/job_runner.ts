import { setTimeout as wait } from 'node:timers/promises'
import { Worker, type IQueueBackend, type WorkerOptions } from 'bullmq'
import type { Envelope } from './envelope.js'
import { JobWorker, type JobWorkerParts } from './job_worker.js'
import type { QueueConnection } from './queue_connection.js'
import type { QueuedJob, Queues } from './queues.js'

/** What a runner works with. */
export interface JobRunnerParts extends JobWorkerParts {
  queues: Queues
}

/** How it works. */
export interface JobRunnerOptions {
  /** On which queues. */
  queues: readonly string[]
  /** Jobs at the same time, on each of them. */
  concurrency: number
  /** After so long without a sign of life a job counts as cut off and runs again elsewhere, in milliseconds. */
  lockMs?: number
}

type EnvelopeWorker = Worker<Envelope, void, string, IQueueBackend>

const LOCK_MS = 30_000

/** Between two tries to ask a queue that is away, in milliseconds. */
const RETRY_MS = 1_000

/** How often a job may be cut off before it counts as failed: one that ends its process must not end all of them. */
const MOST_CUT_OFFS = 10

/** Between two looks at what is held, in milliseconds; changes of features are looked at at once. */
const SWEEP_MS = 10_000

/** After an interruption jobs have so long to be put back, in milliseconds. */
const PUT_BACK_MS = 2_000

/** Runs jobs of some queues in this process, until it is told to stop. */
export class JobRunner {
  readonly #parts: JobRunnerParts
  readonly #options: JobRunnerOptions
  readonly #worker: JobWorker
  #workers: EnvelopeWorker[] = []
  #forget: (() => void) | undefined
  #sweep: NodeJS.Timeout | undefined
  #releasing: Promise<unknown> | null = null
  #hasToRelease = false

  /**
   * @param parts - what it works with
   * @param options - on what
   */
  constructor(parts: JobRunnerParts, options: JobRunnerOptions) {
    this.#parts = parts
    this.#options = options
    this.#worker = new JobWorker(parts)
  }

  /**
   * Begins. Jobs that were held and may run by now go on.
   *
   * @throws when the queues cannot be reached
   */
  async start(): Promise<void> {
    const { queues, features } = this.#parts
    const connection = await queues.connection()
    this.#workers = await allReady(this.#options.queues.map((name) => this.#newWorker(name, connection)))
    for (const worker of this.#workers) worker.run().catch((error: Error) => worker.emit('error', error))
    this.#forget = features.onChange(() => this.release())
    this.#sweep = setInterval(() => this.release(), SWEEP_MS).unref()
    this.release()
  }

  /** Lets jobs go on that are held and may run now; looks once more when asked meanwhile. */
  release(): void {
    this.#hasToRelease = true
    this.#releasing ??= this.#releaseAll().finally(() => (this.#releasing = null))
  }

  /**
   * Takes no further jobs and waits for those that are running. What is not done by the deadline is interrupted and goes
   * back into its queue.
   *
   * @param deadlineMs - how long jobs may take
   * @returns how many jobs did not even heed the interruption; they run again when their lock is over
   */
  async stop(deadlineMs: number): Promise<number> {
    clearInterval(this.#sweep)
    this.#forget?.()
    this.#hasToRelease = false
    const closed = Promise.all(this.#workers.map((worker) => worker.close())).then(() => true)
    const isDone = await Promise.race([closed, wait(deadlineMs, false, { ref: false })])
    if (!isDone) {
      this.#worker.interrupt()
      await Promise.race([closed, wait(PUT_BACK_MS, false, { ref: false })])
    }
    await this.#releasing
    return this.#worker.running
  }

  #newWorker(name: string, { working, keepCompleted }: QueueConnection): EnvelopeWorker {
    const { lockMs = LOCK_MS, concurrency } = this.#options
    const options: WorkerOptions = {
      connection: working.connection,
      ...(working.prefix ? { prefix: working.prefix } : {}),
      concurrency,
      autorun: false,
      lockDuration: lockMs,
      stalledInterval: lockMs,
      maxStalledCount: MOST_CUT_OFFS,
      runRetryDelay: RETRY_MS,
      ...(keepCompleted === null ? {} : { removeOnComplete: keepCompleted }),
    }
    const process = (job: QueuedJob, token?: string): Promise<void> => this.#worker.process(job, token)
    const worker: EnvelopeWorker = new Worker(name, process, options, working.backend)
    worker.on('error', (error) => this.#parts.logger.warn({ err: error, queue: name }, 'trouble with a queue'))
    return worker
  }

  async #releaseAll(): Promise<void> {
    while (this.#hasToRelease) {
      this.#hasToRelease = false
      try {
        await this.#parts.held.release((name) => this.#worker.isReady(name))
      } catch (error) {
        this.#parts.logger.warn({ err: error }, 'held jobs cannot be looked at; trying again')
      }
    }
  }
}

/**
 * BullMQ's workers remember for ever that their first connection failed, and then ask without a pause; and one that is
 * closed while it connects keeps its connection, and the process with it. So none begins before all are connected.
 */
async function allReady(workers: EnvelopeWorker[]): Promise<EnvelopeWorker[]> {
  const connected = await Promise.allSettled(workers.map((worker) => worker.waitUntilReady()))
  const failed = connected.find((outcome) => outcome.status === 'rejected')
  if (!failed) return workers
  await Promise.allSettled(workers.map((worker) => worker.close(true)))
  throw failed.reason
}
