import { inject } from '@adonisjs/core'
import vine from '@vinejs/vine'
import { Job } from '../job.js'
import { JobRegistry } from '../job_registry.js'
import { KeepTimes } from '../keep_times.js'
import { Queues, type EnvelopeQueue } from '../queues.js'
import type { JobRun } from '../job_run.js'
import { BATCH, inBatches } from './in_batches.js'

const payload = vine.create({})

/** Finished jobs stay for a while, so that operators can look at them. */
const KEPT = { completed: 'doneJobs', failed: 'failedJobs' } as const

/** Clears queues of jobs that were finished long ago. The schedule runs it at night. */
@inject()
export default class ClearJobs extends Job<typeof payload> {
  static override jobName = 'platform.clear_jobs'
  static override payload = payload
  static override options = { timeout: '30 minutes' }

  constructor(
    protected queues: Queues,
    protected registry: JobRegistry,
    protected keep: KeepTimes
  ) {
    super()
  }

  override async handle(_payload: object, { signal, logger }: JobRun): Promise<void> {
    for (const name of await this.registry.queues()) {
      const queue = await this.queues.open(name)
      for (const state of ['completed', 'failed'] as const) {
        const cleared = await this.#clear(queue, state, signal)
        if (cleared > 0) logger.info({ queue: name, state, cleared }, 'finished jobs were cleared')
      }
    }
  }

  /** In batches, each of them short: workers go on in between. */
  async #clear(queue: EnvelopeQueue, state: 'completed' | 'failed', signal: AbortSignal): Promise<number> {
    return inBatches(signal, async () => (await queue.clean(this.keep.ms(KEPT[state]), BATCH, state)).length)
  }
}
