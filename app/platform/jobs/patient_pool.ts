import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'

/** What PostgreSQL and `pg` say when a connection is lost or cannot be had. */
const LOST = /^(08|57P0|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)/
const LOST_WORDS =
  /Connection terminated|connection timeout|timeout exceeded when trying to connect|Client has encountered/i

/** Between two tries, in milliseconds. */
const PAUSE_MS = 250

/**
 * @param error - what a question ended in
 * @returns true when the database was away, and not the question wrong
 */
export function isConnectionLost(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  return LOST.test(String(code)) || LOST_WORDS.test(message)
}

/**
 * The same pool for who must not give up: a worker has to tell what it did, also when the database is restarted in the
 * middle. BullMQ's own statements may be asked twice: a job that is done already is refused, not done again.
 *
 * @param pool - of `pg`
 * @param patienceMs - for how long a question is asked again while the database is away
 * @returns the pool; only `query` is another
 */
export function patientPool(pool: pg.Pool, patienceMs: number): pg.Pool {
  const query = async (text: string, values: unknown[]): Promise<pg.QueryResult> => {
    const deadline = Date.now() + patienceMs
    for (;;) {
      try {
        return await pool.query(text, values)
      } catch (error) {
        if (!isConnectionLost(error) || Date.now() > deadline || pool.ending) throw error
        await wait(PAUSE_MS, undefined, { ref: false })
      }
    }
  }
  return new Proxy(pool, {
    get(target, name) {
      if (name === 'query') return query
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
