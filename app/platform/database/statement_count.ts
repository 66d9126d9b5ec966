import { AsyncLocalStorage } from 'node:async_hooks'
import type { EventEmitter } from 'node:events'

/** How often a statement may be sent for one request before somebody is told. */
const SUSPICIOUS = 5

/** A statement that was sent again and again. */
export interface RepeatedStatement {
  sql: string
  times: number
}

/**
 * Counts the statements that are sent for one piece of work, e.g. a request, to find queries in loops while one develops.
 *
 * @example
 * const count = new StatementCount()
 * await count.during(() => next())
 * count.total // 12
 * count.repeated // { sql: 'select * from "users" where "id" = $1', times: 10 }
 */
export class StatementCount {
  readonly #times = new Map<string, number>()

  /** How many statements were sent, without those of transactions. */
  get total(): number {
    return [...this.#times.values()].reduce((sum, times) => sum + times, 0)
  }

  /** The one that was sent most often, five times or more; null without one. */
  get repeated(): RepeatedStatement | null {
    const [most] = [...this.#times].sort(([, left], [, right]) => right - left)
    return most && most[1] >= SUSPICIOUS ? { sql: most[0], times: most[1] } : null
  }

  /**
   * @param work - whose statements count, also those that it goes on to send later
   * @returns what it returns
   * @throws what it throws
   */
  during<T>(work: () => T): T {
    return counting.run(this, work)
  }

  /** @param sql - a statement that is sent */
  note(sql: string): void {
    if (isOfTransaction(sql)) return
    this.#times.set(sql, (this.#times.get(sql) ?? 0) + 1)
  }
}

/**
 * @param sql - a statement
 * @returns true when it begins or ends a transaction, or a part of one
 */
export function isOfTransaction(sql: string): boolean {
  return /^\s*(?:begin|commit|rollback|savepoint|release)\b/i.test(sql)
}

const counting = new AsyncLocalStorage<StatementCount>()

/** @param client - of Knex, whose statements count from now on; the same one may be given again */
export function countStatementsOf(client: EventEmitter): void {
  client.removeListener('query', noteStatement)
  client.on('query', noteStatement)
}

function noteStatement({ sql }: { sql: string }): void {
  counting.getStore()?.note(sql)
}
