import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import { JobDispatcher, JobOutbox, Queues } from '@pydotorg/platform/jobs'
import { failNextJob } from '@pydotorg/platform/testing'
import ClearJobs from '@pydotorg/platform/jobs/own/clear_jobs'

/** @returns the queue that a site has */
export async function queue() {
  return (await app.container.make(Queues)).open('default')
}

/**
 * Puts `platform.clear_jobs` into the queue that a site has.
 *
 * @param how - `failed` for one that has no attempts left, with a secret in its reason
 * @returns its id
 */
export async function queueOne({ failed }: { failed: boolean }): Promise<string> {
  const queues = await app.container.make(Queues)
  const id = await new JobDispatcher(new JobOutbox(db), queues, logger).dispatch(ClearJobs, {})
  if (failed) await failNextJob('default', 'refused: password=hunter2\nand more of it')
  return id
}
