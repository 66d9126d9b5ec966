import type { Database } from '@adonisjs/lucid/database'
import type { JobType } from 'bullmq'
import type { JobRegistry } from './job_registry.js'
import { stateOf, toListed, type JobState, type ListedJob } from './listed_job.js'
import type { EnvelopeQueue, QueuedJob, Queues } from './queues.js'

/** Which jobs. */
export interface JobPageRequest {
  state: JobState
  /** Of one queue; of all unless said. */
  queue?: string
  /** From 1. */
  page: number
  /** On a page, of each queue; at most 100. */
  size: number
}

/** What is listed from. */
export interface JobListParts {
  db: Database
  queues: Queues
  registry: JobRegistry
}

/** What failed for good, in every queue. */
export interface JobFailures {
  /** How many there are. */
  count: number
  /** The last of them, whatever their queue. */
  latest: ListedJob[]
}

interface HeldRow {
  queue: string
  id: string
}

/** What each state is called where the jobs lie. */
const TYPES: Record<Exclude<JobState, 'held'>, JobType[]> = {
  waiting: ['wait', 'prioritized'],
  active: ['active'],
  delayed: ['delayed'],
  failed: ['failed'],
  completed: ['completed'],
}

/** So many of the jobs that wait are looked at to tell whose they are, of each queue. */
const PEEK = 200

/**
 * Reads single jobs for operators, on either backend. Whoever calls it has asked a policy.
 *
 * @example
 * const { jobs, hasMore } = await jobList.page({ state: 'failed', page: 1, size: 25 })
 */
export class JobList {
  readonly #parts: JobListParts

  /** @param parts - what is listed from */
  constructor(parts: JobListParts) {
    this.#parts = parts
  }

  /**
   * @param request - which ones
   * @returns the jobs of a page, and whether there is another one
   * @throws when the queues cannot be reached
   */
  async page({ state, queue, page, size }: JobPageRequest): Promise<{ jobs: ListedJob[]; hasMore: boolean }> {
    const span = { from: (page - 1) * size, size }
    if (state === 'held') return this.#heldPage(queue, span)
    const names = queue === undefined ? await this.#parts.registry.queues() : [queue]
    const found: ListedJob[] = []
    let hasMore = false
    for (const name of names) {
      const opened = await this.#parts.queues.open(name)
      const isOldestFirst = state === 'delayed'
      const jobs = await opened.getJobs(TYPES[state], span.from, span.from + size, isOldestFirst)
      hasMore ||= jobs.length > size
      found.push(...(await this.#listed(name, jobs.slice(0, size), state)))
    }
    const held = state === 'delayed' ? await this.#heldAmong(found.map(({ id }) => id)) : new Set<string>()
    return { jobs: found.filter(({ id }) => !held.has(id)), hasMore }
  }

  /**
   * @param queue - its name; one that no job names has none
   * @param id - of the job
   * @returns the job; null when it is gone
   */
  async find(queue: string, id: string): Promise<ListedJob | null> {
    if (!(await this.#parts.registry.queues()).includes(queue)) return null
    const job = await (await this.#parts.queues.open(queue)).getJob(id)
    if (!job) return null
    const isHeld = (await this.#heldAmong([id])).size > 0
    const [listed] = await this.#listed(queue, [job], isHeld ? 'held' : stateOf(await job.getState()))
    return listed ?? null
  }

  /**
   * @param limit - at most so many jobs, up to 100
   * @returns how many failed for good, and the last of them
   * @throws when the queues cannot be reached
   */
  async failures(limit: number): Promise<JobFailures> {
    let count = 0
    const found: ListedJob[] = []
    for (const name of await this.#parts.registry.queues()) {
      const queue = await this.#parts.queues.open(name)
      const failed = await queue.getFailedCount()
      count += failed
      if (failed > 0) found.push(...(await this.#listed(name, await queue.getFailed(0, limit - 1), 'failed')))
    }
    const whenOf = ({ finishedAt, addedAt }: ListedJob) => (finishedAt ?? addedAt).getTime()
    return { count, latest: found.sort((a, b) => whenOf(b) - whenOf(a)).slice(0, limit) }
  }

  /**
   * @returns by plugin, how many of its jobs wait or are delayed; `isWhole` is false when there are more than were looked at
   */
  async waiting(): Promise<{ byPlugin: Map<string, number>; isWhole: boolean }> {
    const byPlugin = new Map<string, number>()
    let isWhole = true
    for (const name of await this.#parts.registry.queues()) {
      const queue = await this.#parts.queues.open(name)
      const jobs = await queue.getJobs(['wait', 'prioritized', 'delayed'], 0, PEEK - 1, true)
      isWhole &&= jobs.length < PEEK
      for (const { data } of jobs) {
        const plugin = data.job.split('.')[0] ?? ''
        byPlugin.set(plugin, (byPlugin.get(plugin) ?? 0) + 1)
      }
    }
    return { byPlugin, isWhole }
  }

  async #heldPage(queue: string | undefined, { from, size }: { from: number; size: number }) {
    const query = this.#parts.db.query<HeldRow>().from('job_held').select('queue', 'id')
    if (queue !== undefined) query.where({ queue })
    const rows = await query
      .orderBy('held_at', 'asc')
      .orderBy('id')
      .offset(from)
      .limit(size + 1)
    const jobs: ListedJob[] = []
    for (const [name, held] of Map.groupBy(rows.slice(0, size), (row) => row.queue)) {
      const opened = await this.#parts.queues.open(name)
      jobs.push(...(await this.#listed(name, await theirs(opened, held), 'held')))
    }
    return { jobs, hasMore: rows.length > size }
  }

  async #heldAmong(ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set()
    const rows = await this.#parts.db
      .query<HeldRow>()
      .from('job_held')
      .select('id')
      .whereIn('id', [...ids])
    return new Set(rows.map(({ id }) => id))
  }

  async #listed(queue: string, jobs: readonly QueuedJob[], state: ListedJob['state']): Promise<ListedJob[]> {
    const known = await this.#parts.registry.all()
    return jobs.map((job) => toListed(job, { queue, state, plugin: known.get(job.data.job)?.plugin ?? null }))
  }
}

async function theirs(queue: EnvelopeQueue, held: readonly HeldRow[]): Promise<QueuedJob[]> {
  const jobs = await Promise.all(held.map(({ id }) => queue.getJob(id)))
  return jobs.filter((job) => job !== undefined)
}
