import { inject } from '@adonisjs/core'
import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { Job } from '../job.js'
import type { JobRun } from '../job_run.js'
import { Fastly } from '../../cdn/fastly.js'

const payload = vine.create({ keys: vine.array(vine.string().maxLength(200)).minLength(1).maxLength(500) })

/** Has the CDN forget what has changed, also when it cannot be reached at once. */
@inject()
export default class PurgeCdn extends Job<typeof payload> {
  static override jobName = 'platform.purge_cdn'
  static override payload = payload
  static override options = { attempts: 8, backoff: '2 seconds', timeout: '5 minutes' } as const

  constructor(protected fastly: Fastly) {
    super()
  }

  /**
   * Queues one for all processes that hear of the same change: each asks for it, in the same second. A second later all
   * of them have dropped what they keep, so the CDN cannot get the old page once more.
   *
   * @param keys - names that the CDN knows answers by
   */
  static async soon(keys: string[]): Promise<void> {
    const second = Math.floor(Date.now() / 1000)
    await PurgeCdn.dispatch({ keys }, { delay: '1 second', unique: `${keys.join(' ')} ${second}` })
  }

  override async handle({ keys }: Infer<typeof payload>, { signal, logger }: JobRun): Promise<void> {
    await this.fastly.purge(keys, signal)
    logger.info({ keys }, 'the CDN has forgotten them')
  }
}
