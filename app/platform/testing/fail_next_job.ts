import app from '@adonisjs/core/services/app'
import { Queues } from '../jobs/queues.js'

/**
 * Takes the next job of a queue as a worker would, and fails it for good: it has no attempts left.
 *
 * @param queue - e.g. `default`, with a job that waits
 * @param reason - why it failed
 * @throws TypeError when no job waits
 * @example
 * await failNextJob('default', 'no luck')
 */
export async function failNextJob(queue: string, reason: string): Promise<void> {
  const { Worker } = await import('bullmq')
  const { working } = await (await app.container.make(Queues)).connection()
  const worker = new Worker(queue, null, { connection: working.connection, autorun: false }, working.backend)
  const job = await worker.getNextJob('token', { block: false })
  job!.opts.attempts = 1
  await job!.moveToFailed(new Error(reason), 'token', false)
  await worker.close()
}
