import type { HttpContext } from '@adonisjs/core/http'
import type { Database } from '@adonisjs/lucid/database'
import type { AuditLog } from '../audit/audit_log.js'
import type { AuditOrigin } from '../audit/audit_origin.js'
import type { JobRegistry } from './job_registry.js'
import type { Queues } from './queues.js'

/** A job and the queue that it lies in. */
export interface JobAddress {
  queue: string
  id: string
}

/** What became of jobs that were to be deleted. */
export interface DeletedJobs {
  deleted: number
  /** Ids of those that somebody works on just now. */
  busy: string[]
  /** Ids of those that were gone already. */
  gone: string[]
}

/** What queues are controlled with. */
export interface QueueControlParts {
  db: Database
  queues: Queues
  registry: JobRegistry
  audit: AuditLog
}

/** Somebody named a queue that no job names. */
export class UnknownQueue extends Error {
  override name = 'UnknownQueue'
}

/**
 * Stops queues, lets them go on, and deletes jobs. Each act is audited; whoever calls it has asked a policy.
 *
 * @example
 * const control = await app.container.make(QueueControl)
 * await control.pause('mail', ctx, 'the provider refuses everything')
 */
export class QueueControl {
  readonly #parts: QueueControlParts

  /** @param parts - what it works with */
  constructor(parts: QueueControlParts) {
    this.#parts = parts
  }

  /**
   * No worker takes a further job of the queue; those that run are ended in peace, and new ones wait.
   *
   * @param name - of the queue
   * @param by - who wants it
   * @param reason - why, for the audit log
   * @throws UnknownQueue; and when the queue cannot be reached
   */
  async pause(name: string, by: HttpContext | AuditOrigin, reason: string | null = null): Promise<void> {
    const queue = await this.#open(name)
    await queue.pause()
    await this.#record({ name, verb: 'pause', by, reason })
  }

  /**
   * @param name - of a queue, whose jobs go on
   * @param by - who wants it
   * @throws UnknownQueue; and when the queue cannot be reached
   */
  async resume(name: string, by: HttpContext | AuditOrigin): Promise<void> {
    const queue = await this.#open(name)
    await queue.resume()
    await this.#record({ name, verb: 'resume', by, reason: null })
  }

  /**
   * Deletes jobs in any state but one: what is being worked on stays.
   *
   * @param jobs - at most a hundred
   * @param by - who wants it
   * @returns what became of them
   * @throws UnknownQueue; and when a queue cannot be reached
   */
  async delete(jobs: readonly JobAddress[], by: HttpContext | AuditOrigin): Promise<DeletedJobs> {
    const outcome: DeletedJobs = { deleted: 0, busy: [], gone: [] }
    const deleted: { id: string; queue: string; job: string }[] = []
    for (const { queue: name, id } of jobs) {
      const queue = await this.#open(name)
      const job = await queue.getJob(id)
      if (!job) outcome.gone.push(id)
      else if ((await queue.remove(id)) === 0) outcome.busy.push(id)
      else deleted.push({ id, queue: name, job: job.data.job })
    }
    outcome.deleted = deleted.length
    if (deleted.length === 0) return outcome
    const ids = deleted.map(({ id }) => id)
    await this.#parts.db.from('job_held').whereIn('id', ids).delete()
    const [first] = deleted
    const label = deleted.length === 1 ? first!.job : `${deleted.length} jobs`
    const subject = { type: 'job', id: first!.id, label }
    await this.#parts.audit.record({ by, action: 'platform.job.delete', subject, before: { jobs: deleted } })
    return outcome
  }

  async #open(name: string) {
    if ((await this.#parts.registry.queues()).includes(name)) return this.#parts.queues.open(name)
    throw new UnknownQueue(`There is no queue "${name}".`)
  }

  async #record({ name, verb, by, reason }: RecordedAct): Promise<void> {
    const subject = { type: 'queue', id: name, label: name }
    await this.#parts.audit.record({ by, action: `platform.queue.${verb}`, subject, reason })
  }
}

interface RecordedAct {
  name: string
  verb: 'pause' | 'resume'
  by: HttpContext | AuditOrigin
  reason: string | null
}
