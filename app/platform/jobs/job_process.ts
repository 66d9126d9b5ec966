import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from '@adonisjs/core/logger'
import type { OutboxRelay } from './outbox_relay.js'
import type { JobRunner, JobRunnerOptions } from './job_runner.js'
import type { ScheduleClock } from './schedules/schedule_clock.js'

/** What a process does for jobs. */
export interface JobProcessParts {
  relay: OutboxRelay
  clock: ScheduleClock
  /** Makes what runs jobs; BullMQ is loaded then and not before. */
  runner: (options: JobRunnerOptions) => Promise<JobRunner>
  logger: Logger
}

/** Between two tries to reach the queues, in milliseconds. */
const RETRY_MS = 2_000

/** Everything that a process does for jobs: brings them from the outbox to their queues, fires schedules, runs jobs. */
export class JobProcess {
  readonly #parts: JobProcessParts
  #runner: JobRunner | null = null
  #starting: Promise<void> | null = null
  #isStopped = false

  /** @param parts - what it does */
  constructor(parts: JobProcessParts) {
    this.#parts = parts
  }

  /**
   * Begins, and keeps trying where the queues are away.
   *
   * @param work - the queues that it runs jobs of; null for a process that leaves them to others
   * @returns when it works, or was stopped before
   */
  start(work: JobRunnerOptions | null): Promise<void> {
    this.#parts.relay.start()
    this.#parts.clock.start()
    if (work === null) return Promise.resolve()
    this.#starting ??= this.#run(work)
    return this.#starting
  }

  /**
   * Ends it: no further jobs, and a deadline for those that are running.
   *
   * @param deadlineMs - how long jobs may take
   */
  async stop(deadlineMs: number): Promise<void> {
    if (this.#isStopped) return
    this.#isStopped = true
    // Else what is just being connected would begin to work after the end, and keep the process.
    await Promise.race([this.#starting, wait(deadlineMs, undefined, { ref: false })])
    const left = await this.#runner?.stop(deadlineMs)
    if (left) this.#parts.logger.warn({ jobs: left }, 'jobs are cut off by the end of the process; they run again')
    await this.#parts.clock.stop()
    await this.#parts.relay.stop()
  }

  async #run(work: JobRunnerOptions): Promise<void> {
    const { runner, logger } = this.#parts
    for (let tries = 0; !this.#isStopped; tries++) {
      try {
        const made = await runner(work)
        await made.start()
        this.#runner = made
        // Stopped while it was being started.
        if (this.#isStopped) await made.stop(0)
        return
      } catch (error) {
        if (tries === 0) logger.warn({ err: error }, 'the queues cannot be reached; trying again')
        await wait(RETRY_MS, undefined, { ref: false })
      }
    }
  }
}
