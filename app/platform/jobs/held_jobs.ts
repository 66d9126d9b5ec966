import type { Database } from '@adonisjs/lucid/database'
import type { Queues } from './queues.js'

/** Why a job waits: its plugin is not on, or no plugin of this release has such a job. */
export type HoldReason = 'off' | 'unknown'

/** A job that waits. */
export interface HeldJob {
  queue: string
  id: string
  job: string
}

/** How many jobs of one name wait, and since when. */
export interface HeldGroup {
  job: string
  reason: HoldReason
  count: number
  since: Date
}

const BATCH = 200

/**
 * Jobs that cannot run now and are kept: they stay in their queue, put off, and a table knows them, so that they go on
 * at once when their plugin is on again, or when a release brings the job back.
 */
export class HeldJobs {
  readonly #db: Database
  readonly #queues: Queues

  /**
   * @param db - Lucid's database
   * @param queues - where they wait
   */
  constructor(db: Database, queues: Queues) {
    this.#db = db
    this.#queues = queues
  }

  /**
   * Notes that a job waits; written before it is put off, so that none is put off unknown.
   *
   * @param held - the job
   * @param reason - why
   */
  async note({ queue, id, job }: HeldJob, reason: HoldReason): Promise<void> {
    await this.#db.rawQuery(
      `insert into job_held (queue, id, job, reason) values (?, ?, ?, ?)
       on conflict (queue, id) do update set reason = excluded.reason`,
      [queue, id, job, reason]
    )
  }

  /** @returns what waits, by the names of jobs */
  async groups(): Promise<HeldGroup[]> {
    const { rows } = (await this.#db.rawQuery(
      `select job, reason, count(*)::int as count, min(held_at) as since from job_held
       group by job, reason order by job, reason`
    )) as { rows: HeldGroup[] }
    return rows
  }

  /**
   * Lets jobs go on.
   *
   * @param isReady - tells of a job's name whether it may run now
   * @returns how many went on
   */
  async release(isReady: (job: string) => Promise<boolean>): Promise<number> {
    const ready: string[] = []
    for (const { job } of await this.groups()) if (await isReady(job)) ready.push(job)
    if (ready.length === 0) return 0
    let released = 0
    let after: HeldJob | null = null
    for (;;) {
      const rows: HeldJob[] = await this.#page(ready, after)
      const gone = await Promise.all(rows.map((row) => this.#promote(row)))
      const done = rows.filter((_row, index) => gone[index])
      await this.#forget(done)
      released += done.length
      if (rows.length < BATCH) return released
      after = rows.at(-1) ?? null
    }
  }

  async #page(jobs: readonly string[], after: HeldJob | null): Promise<HeldJob[]> {
    const query = this.#db
      .query<HeldJob>()
      .from('job_held')
      .select('queue', 'id', 'job')
      .whereIn('job', [...jobs])
    if (after) query.whereRaw('(queue, id) > (?, ?)', [after.queue, after.id])
    return query.orderBy(['queue', 'id']).limit(BATCH)
  }

  /** @returns false for one that a worker is about to put off; it is let go the next time */
  async #promote({ queue, id }: HeldJob): Promise<boolean> {
    const job = await (await this.#queues.open(queue)).getJob(id)
    const state = (await job?.getState()) ?? 'unknown'
    if (state === 'active') return false
    // Another process may have been quicker.
    if (state === 'delayed') await job?.promote().catch(() => {})
    return true
  }

  async #forget(rows: readonly HeldJob[]): Promise<void> {
    for (const [queue, jobs] of Map.groupBy(rows, (row) => row.queue)) {
      const ids = jobs.map(({ id }) => id)
      await this.#db.from('job_held').where({ queue }).whereIn('id', ids).delete()
    }
  }
}
