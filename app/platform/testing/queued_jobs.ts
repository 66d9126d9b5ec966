import { randomUUID } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import type { InferInput } from '@vinejs/vine/types'
import type { JobClass, PayloadValidator } from '../jobs/job_class.js'
import type { OutboxRow } from '../jobs/job_outbox.js'
import { JobRegistry } from '../jobs/job_registry.js'
import { performJob } from '../jobs/perform_job.js'

/** A job that was dispatched and did not run yet. */
export interface WaitingJob<Payload = unknown> {
  id: string
  payload: Payload
  /** Milliseconds that it waits; null for at once. */
  delay: number | null
}

/**
 * In tests nothing works on queues: jobs stay in the outbox, in the transaction of the test.
 *
 * @param job - the class
 * @returns those of it that were dispatched, first one first
 * @example
 * await client.post('/events/').form(event)
 * const [mail] = await queuedJobs(RemindOrganisers)
 * assert.deepEqual(mail.payload, { event: 7 })
 */
export async function queuedJobs<Payload extends PayloadValidator>(
  job: JobClass<Payload>
): Promise<WaitingJob<InferInput<Payload>>[]> {
  const rows = await db.query<OutboxRow>().from('job_outbox').where({ job: job.jobName }).orderBy('position')
  return rows.map(({ id, payload, options }) => {
    return { id, payload: payload as InferInput<Payload>, delay: options.delay ?? null }
  })
}

/**
 * Runs what was dispatched, as a worker would and in that order, with jobs that come up meanwhile. Delays are not
 * waited for, and nothing is tried again.
 *
 * @param queue - of which queue; of all unless said
 * @returns names of the jobs that ran
 * @throws what a job throws; the others stay
 * @example
 * await runQueuedJobs()
 */
export async function runQueuedJobs(queue?: string): Promise<string[]> {
  const ran: string[] = []
  for (;;) {
    const row = await takeFirst(queue)
    if (row === null) return ran
    const found = await (await app.container.make(JobRegistry)).find(row.job)
    if (!found) throw new Error(`No plugin has the job ${row.job}.`)
    await runJob(found.job, row.payload as never)
    ran.push(row.job)
  }
}

/**
 * Runs a job without dispatching it.
 *
 * @param job - the class
 * @param payload - what it works on
 * @returns what it told of its progress
 * @throws JobPayloadRefused, JobTimeout, or what the job throws
 * @example
 * await runJob(ImportReleases, { source: 'https://www.python.org' })
 */
export async function runJob<Payload extends PayloadValidator>(
  job: JobClass<Payload>,
  payload: InferInput<Payload>
): Promise<unknown[]> {
  const progress: unknown[] = []
  const logger = await app.container.make('logger')
  const run = { id: randomUUID(), attempt: 1, logger, progress: async (done: unknown) => void progress.push(done) }
  await performJob(job, app.container, { payload, run, interruption: new AbortController().signal })
  return progress
}

async function takeFirst(queue?: string): Promise<OutboxRow | null> {
  const query = db.query<OutboxRow>().from('job_outbox').orderBy('position')
  if (queue !== undefined) query.where({ queue })
  const row: OutboxRow | null = await query.first()
  if (row) await db.from('job_outbox').where('id', row.id).delete()
  return row
}
