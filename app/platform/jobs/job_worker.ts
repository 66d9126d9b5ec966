import type { Logger } from '@adonisjs/core/logger'
import { DelayedError, UnrecoverableError, WaitingError } from 'bullmq'
import type { Features } from '../features/features.js'
import { JobAbandoned, JobInterrupted, JobPayloadRefused } from './job_errors.js'
import { performJob, type JobMaker } from './perform_job.js'
import type { HeldJobs, HoldReason } from './held_jobs.js'
import type { JobMetrics } from './job_metrics.js'
import type { JobRegistry, RegisteredJob } from './job_registry.js'
import type { QueuedJob } from './queues.js'
import type { Progress } from './job_run.js'

/** Longest time until a job that is held is looked at again, should nobody let it go on, in milliseconds. */
const HOLD_MS = 3_600_000

/** What a worker works with. */
export interface JobWorkerParts {
  registry: JobRegistry
  features: Features
  held: HeldJobs
  metrics: JobMetrics
  maker: JobMaker
  logger: Logger
}

/** What becomes of one envelope: its job is found and run, or it is held. */
export class JobWorker {
  readonly #parts: JobWorkerParts
  readonly #running = new Set<AbortController>()

  /** @param parts - what it works with */
  constructor(parts: JobWorkerParts) {
    this.#parts = parts
  }

  /** How many jobs are running. */
  get running(): number {
    return this.#running.size
  }

  /** Ends what is running; it runs again elsewhere. */
  interrupt(): void {
    for (const controller of this.#running) controller.abort(new JobInterrupted('the job'))
  }

  /**
   * Called by BullMQ for each envelope.
   *
   * @param queued - the envelope
   * @param token - proves to the queue that it is ours
   * @throws what BullMQ takes for "put off" and "failed"
   */
  async process(queued: QueuedJob, token?: string): Promise<void> {
    const { job: name } = queued.data
    const found = await this.#parts.registry.find(name)
    const reason = this.#reasonToHold(found)
    if (found === null || reason !== null) return this.#hold(queued, token, reason ?? 'unknown')
    const startedAt = performance.now()
    const seconds = (): number => (performance.now() - startedAt) / 1000
    try {
      await this.#attempt(queued, found)
    } catch (error) {
      return this.#fail(queued, { error, token, seconds: seconds() })
    }
    this.#parts.metrics.record(name, 'completed', seconds())
  }

  /**
   * @param name - of a job
   * @returns whether it may run now
   */
  async isReady(name: string): Promise<boolean> {
    const found = await this.#parts.registry.find(name)
    return found !== null && this.#reasonToHold(found) === null
  }

  #reasonToHold(found: RegisteredJob | null): HoldReason | null {
    if (found === null) return 'unknown'
    return found.plugin === null || this.#parts.features.isOn(found.plugin) ? null : 'off'
  }

  async #hold(queued: QueuedJob, token: string | undefined, reason: HoldReason): Promise<never> {
    const { job } = queued.data
    const { held, metrics, logger } = this.#parts
    await held.note({ queue: queued.queueName, id: String(queued.id), job }, reason)
    await queued.moveToDelayed(Date.now() + HOLD_MS, token)
    metrics.record(job, 'held')
    if (reason === 'unknown') logger.error({ job, id: queued.id }, 'no plugin has this job; it is kept')
    // What changed in between was announced before the queue knew that the job waits.
    if (await this.isReady(job)) await held.release((name) => this.isReady(name))
    throw new DelayedError()
  }

  async #attempt(queued: QueuedJob, { job }: RegisteredJob): Promise<void> {
    const controller = new AbortController()
    this.#running.add(controller)
    const id = String(queued.id)
    const run = {
      id,
      attempt: queued.attemptsMade + 1,
      logger: this.#parts.logger.child({ job: job.jobName, jobId: id }) as Logger,
      progress: (done: Progress) => queued.updateProgress(done),
    }
    try {
      const { payload } = queued.data
      await performJob(job, this.#parts.maker, { payload, run, interruption: controller.signal })
    } finally {
      this.#running.delete(controller)
    }
  }

  async #fail(queued: QueuedJob, how: { error: unknown; token: string | undefined; seconds: number }): Promise<never> {
    const { error, token, seconds } = how
    const { metrics, logger } = this.#parts
    const { job } = queued.data
    if (error instanceof JobInterrupted) {
      metrics.record(job, 'interrupted', seconds)
      await queued.moveToWait(token)
      throw new WaitingError()
    }
    const isHopeless = error instanceof JobPayloadRefused || error instanceof JobAbandoned
    const isLast = isHopeless || queued.attemptsMade + 1 >= (queued.opts.attempts ?? 1)
    metrics.record(job, isLast ? 'failed' : 'retried', seconds)
    const details = { err: error, job, id: queued.id, attempt: queued.attemptsMade + 1 }
    if (isLast) logger.error(details, 'a job failed and is not tried again')
    else logger.warn(details, 'a job failed and is tried again')
    if (isHopeless) throw new UnrecoverableError(error.message)
    throw error
  }
}
