import { inject } from '@adonisjs/core'
import { Database } from '@adonisjs/lucid/database'
import vine from '@vinejs/vine'
import { Job } from '../job.js'
import { KeepTimes } from '../keep_times.js'
import type { JobRun } from '../job_run.js'
import { BATCH, inBatches } from './in_batches.js'

const payload = vine.create({})

/** Links that let people in are over by then, so sending such a mail again would help nobody. */
const SECRETS_S = 86_400

/** Nothing waits for so long: its job was cleared by somebody, or failed where it could not say so. */
const LOST_S = 7 * 86_400

/** What is done, each with the age in seconds from which on it is. */
const old = (column: string): string => `${column} < now() - make_interval(secs => :age)`
const mails = (condition: string): string => `id in (select id from mails where ${condition} limit ${BATCH})`

const CLEAR_TEXTS = `update mails set sealed_message = null
  where ${mails(`sealed_message is not null and state <> 'queued' and ${old('created_at')}`)}`

const CLEAR_SECRETS = `update mails set sealed_message = null
  where ${mails(`sealed_message is not null and is_secret and state <> 'queued' and ${old('created_at')}`)}`

const GIVE_UP_LOST = `update mails set state = 'failed', settled_at = now(), error = 'It was in no queue any more.'
  where ${mails(`state = 'queued' and ${old('created_at')}`)}`

const DELETE_MAILS = `delete from mails where ${mails(old('created_at'))}`

const DELETE_NOTICES = `delete from mail_notices where (provider, key) in
  (select provider, key from mail_notices where ${old('received_at')} limit ${BATCH})`

/** Empties and deletes what the log of mails kept for long enough. The schedule runs it at night. */
@inject()
export default class ClearMails extends Job<typeof payload> {
  static override jobName = 'platform.clear_mails'
  static override payload = payload
  static override options = { timeout: '30 minutes' }

  constructor(
    protected db: Database,
    protected keep: KeepTimes
  ) {
    super()
  }

  override async handle(_payload: object, { signal, logger }: JobRun): Promise<void> {
    const [bodies, whole] = [this.keep.ms('mailBodies') / 1000, this.keep.ms('mails') / 1000]
    const done = {
      lost: await this.#eachBatch(GIVE_UP_LOST, LOST_S, signal),
      secrets: await this.#eachBatch(CLEAR_SECRETS, SECRETS_S, signal),
      texts: await this.#eachBatch(CLEAR_TEXTS, bodies, signal),
      mails: await this.#eachBatch(DELETE_MAILS, whole, signal),
      notices: await this.#eachBatch(DELETE_NOTICES, whole, signal),
    }
    if (Object.values(done).some((count) => count > 0)) logger.info(done, 'the log of mails is cleared')
  }

  /** In batches, each of them short: mails are queued meanwhile. */
  async #eachBatch(sql: string, age: number, signal: AbortSignal): Promise<number> {
    return inBatches(signal, async () => {
      const { rowCount } = (await this.db.rawQuery(sql, { age })) as { rowCount: number | null }
      return rowCount ?? 0
    })
  }
}
