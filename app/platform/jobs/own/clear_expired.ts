import { inject } from '@adonisjs/core'
import { Database } from '@adonisjs/lucid/database'
import vine from '@vinejs/vine'
import { Job } from '../job.js'
import { KeepTimes } from '../keep_times.js'
import type { JobRun } from '../job_run.js'
import { BATCH, inBatches } from './in_batches.js'

const payload = vine.create({})

/**
 * What is over, by table. A link that was used or is too old is told so for a while (`LINKS_KEPT_FOR`), and an access
 * token stays in its owner's list as long.
 */
const EXPIRED: readonly { table: string; key: string; over: string }[] = [
  { table: 'sessions', key: 'id', over: 'expires_at < now()' },
  { table: 'trusted_devices', key: 'id', over: 'expires_at < now()' },
  { table: 'one_time_links', key: 'id', over: 'expires_at < now() - make_interval(secs => :links)' },
  { table: 'access_tokens', key: 'id', over: 'expires_at < now() - make_interval(secs => :links)' },
  { table: 'rate_limits', key: 'key', over: 'expire < extract(epoch from now()) * 1000' },
  { table: 'cache_entries', key: 'prefix, key', over: 'expires_at < now()' },
]

/** Deletes sessions, devices, links, tokens, counts and kept fragments that are over. The schedule runs it at night. */
@inject()
export default class ClearExpired extends Job<typeof payload> {
  static override jobName = 'platform.clear_expired'
  static override payload = payload
  static override options = { timeout: '30 minutes' }

  constructor(
    protected db: Database,
    protected keep: KeepTimes
  ) {
    super()
  }

  override async handle(_payload: object, { signal, logger }: JobRun): Promise<void> {
    for (const { table, key, over } of EXPIRED) {
      const sql = `delete from ${table} where (${key}) in (select ${key} from ${table} where ${over} limit ${BATCH})`
      // In batches, each of them short: nobody who signs in waits for a lock.
      const cleared = await inBatches(signal, () => this.#clear(sql))
      if (cleared > 0) logger.info({ table, cleared }, 'what was over is cleared')
    }
  }

  async #clear(sql: string): Promise<number> {
    const { rowCount } = (await this.db.rawQuery(sql, { links: this.keep.ms('links') / 1000 })) as {
      rowCount: number | null
    }
    return rowCount ?? 0
  }
}
