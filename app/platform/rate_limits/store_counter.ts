import { createHash } from 'node:crypto'
import { errors, type LimiterManager } from '@adonisjs/limiter'
import type { Counter, Hit } from './counter.js'

/** Of the column that the database keeps keys in; the store adds a prefix of its own. */
const LONGEST_KEY = 200

/** What is needed of the limiter of AdonisJS, whatever stores the application names. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type LimiterStores = Pick<LimiterManager<any>, 'use'>

/**
 * Counts in a store of @adonisjs/limiter that all processes share. Who is over the limit is kept in mind, so that a
 * flood costs the store nothing.
 */
export class StoreCounter implements Counter {
  readonly #stores: LimiterStores
  readonly #store: string

  /**
   * @param stores - the limiter's manager
   * @param store - name of a store in config/limiter.ts
   * @param window - length of the windows, in seconds
   */
  constructor(
    stores: LimiterStores,
    store: string,
    readonly window: number
  ) {
    this.#stores = stores
    this.#store = store
  }

  async hit(key: string, limit: number): Promise<Hit> {
    const options = { requests: limit, duration: this.window, inMemoryBlockOnConsumed: limit }
    try {
      const { remaining, availableIn } = await this.#stores.use(this.#store, options).consume(bounded(key))
      return { isAllowed: true, remaining, resetIn: Math.max(1, availableIn) }
    } catch (error) {
      if (!(error instanceof errors.E_TOO_MANY_REQUESTS)) throw error
      return { isAllowed: false, remaining: 0, resetIn: Math.max(1, error.response.availableIn) }
    }
  }
}

function bounded(key: string): string {
  return key.length > LONGEST_KEY ? createHash('sha256').update(key).digest('hex') : key
}
