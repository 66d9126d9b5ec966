import type { HttpContext } from '@adonisjs/core/http'
import type { Database } from '@adonisjs/lucid/database'
import type { JobType } from 'bullmq'
import type { AuditLog } from '../audit/audit_log.js'
import type { AuditOrigin } from '../audit/audit_origin.js'
import type { HeldGroup, HeldJobs } from './held_jobs.js'
import type { JobRegistry } from './job_registry.js'
import type { EnvelopeQueue, QueuedJob, Queues } from './queues.js'

/** A queue in numbers. */
export interface QueueStatus {
  name: string
  /** True while an operator keeps workers from taking jobs of it. */
  isPaused: boolean
  waiting: number
  active: number
  delayed: number
  failed: number
  completed: number
  /** Seconds that the job whose turn it is has been waiting beyond its time. */
  lag: number
}

/** Everything that waits. */
export interface QueueReport {
  /** What holds the queues. */
  backend: 'PostgreSQL' | 'Redis'
  queues: QueueStatus[]
  /** Jobs that were asked for and are not in their queue yet, and how many seconds the first of them waits. */
  outbox: { count: number; lag: number }
  held: HeldGroup[]
}

/** A job that failed for good. */
export interface FailedJob {
  id: string
  queue: string
  job: string
  reason: string
  attempts: number
  failedAt: Date | null
}

/** What is looked at. */
export interface QueueDeskParts {
  db: Database
  queues: Queues
  registry: JobRegistry
  held: HeldJobs
  audit: AuditLog
}

/** How many failed jobs are listed or retried at once. */
const MOST = 1_000

/**
 * What operators see of queues and may do with them; what they do is audited. Whoever calls it has asked a policy.
 *
 * @example
 * const desk = await app.container.make(QueueDesk)
 * const { queues, held } = await desk.report()
 */
export class QueueDesk {
  readonly #parts: QueueDeskParts

  /** @param parts - what is looked at */
  constructor(parts: QueueDeskParts) {
    this.#parts = parts
  }

  /**
   * @returns all queues, the outbox, and what is held
   * @throws when the queues cannot be reached
   */
  async report(): Promise<QueueReport> {
    const { kind } = await this.#parts.queues.connection()
    const queues: QueueStatus[] = []
    for (const name of await this.#parts.registry.queues()) queues.push(await this.#status(name))
    return { backend: kind, queues, outbox: await this.#outbox(), held: await this.#parts.held.groups() }
  }

  /**
   * @param limit - at most so many, of each queue
   * @returns what failed for good, latest first
   */
  async failed(limit: number): Promise<FailedJob[]> {
    const found: FailedJob[] = []
    for (const name of await this.#parts.registry.queues()) {
      const queue = await this.#parts.queues.open(name)
      const jobs = await queue.getFailed(0, Math.min(limit, MOST) - 1)
      found.push(...jobs.map((job) => toFailed(name, job)))
    }
    return found.sort((a, b) => (b.failedAt?.getTime() ?? 0) - (a.failedAt?.getTime() ?? 0)).slice(0, limit)
  }

  /**
   * Queues failed jobs again, with all their attempts.
   *
   * @param ids - which ones; null for all of them
   * @param by - who wants it
   * @returns how many are queued again
   */
  async retry(ids: readonly string[] | null, by: HttpContext | AuditOrigin): Promise<number> {
    let count = 0
    for (const name of await this.#parts.registry.queues()) {
      const queue = await this.#parts.queues.open(name)
      const jobs = ids === null ? await queue.getFailed(0, MOST - 1) : await byId(queue, ids)
      for (const job of jobs) {
        await job.retry('failed', { resetAttemptsMade: true, resetAttemptsStarted: true })
        count += 1
      }
    }
    const subject = { type: 'queue', id: 'failed', label: 'failed jobs' }
    if (count > 0) await this.#parts.audit.record({ by, action: 'platform.queue.retry', subject, after: { count } })
    return count
  }

  /**
   * Forgets finished jobs.
   *
   * @param state - which ones
   * @param by - who wants it
   * @returns how many are gone
   */
  async clear(state: 'completed' | 'failed', by: HttpContext | AuditOrigin): Promise<number> {
    let count = 0
    for (const name of await this.#parts.registry.queues()) {
      const queue = await this.#parts.queues.open(name)
      for (let gone = MOST; gone === MOST; count += gone) gone = (await queue.clean(0, MOST, state)).length
    }
    const subject = { type: 'queue', id: state, label: `${state} jobs` }
    if (count > 0) await this.#parts.audit.record({ by, action: 'platform.queue.clear', subject, before: { count } })
    return count
  }

  async #status(name: string): Promise<QueueStatus> {
    const queue = await this.#parts.queues.open(name)
    // PostgreSQL counts what waits in a paused queue under a name of its own, which BullMQ's types do not know.
    const paused = 'paused' as JobType
    const counts = await queue.getJobCounts('wait', paused, 'prioritized', 'active', 'delayed', 'failed', 'completed')
    const { active = 0, delayed = 0, failed = 0, completed = 0 } = counts
    const waiting = (counts.wait ?? counts.waiting ?? 0) + (counts.paused ?? 0) + (counts.prioritized ?? 0)
    const isPaused = await queue.isPaused()
    return { name, isPaused, waiting, active, delayed, failed, completed, lag: await lagOf(queue) }
  }

  async #outbox(): Promise<QueueReport['outbox']> {
    const { rows } = (await this.#parts.db.rawQuery(
      `select count(*)::int as count, coalesce(extract(epoch from now() - min(created_at)), 0)::float as lag
       from job_outbox`
    )) as { rows: QueueReport['outbox'][] }
    return rows[0] ?? { count: 0, lag: 0 }
  }
}

/** Jobs that failed before or were held are old for another reason than a lack of workers. */
async function lagOf(queue: EnvelopeQueue): Promise<number> {
  const next = await queue.getJobs(['wait', 'prioritized'], 0, 9, true)
  const due = next.filter((job) => job?.attemptsMade === 0).map(({ timestamp, opts }) => timestamp + (opts.delay ?? 0))
  return due.length === 0 ? 0 : Math.max(0, (Date.now() - Math.min(...due)) / 1000)
}

async function byId(queue: EnvelopeQueue, ids: readonly string[]): Promise<QueuedJob[]> {
  const jobs = await Promise.all(ids.map((id) => queue.getJob(id)))
  const failed: QueuedJob[] = []
  for (const job of jobs) if (job && (await job.isFailed())) failed.push(job)
  return failed
}

function toFailed(queue: string, { id, data, failedReason, attemptsMade, finishedOn }: QueuedJob): FailedJob {
  const failedAt = finishedOn ? new Date(finishedOn) : null
  return { id: String(id), queue, job: data.job, reason: failedReason, attempts: attemptsMade, failedAt }
}
