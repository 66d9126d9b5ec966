import { inTime } from '../in_time.js'
import type { Counter, Hit } from './counter.js'
import { MemoryCounter } from './memory_counter.js'

/** Where to tell of trouble. */
export interface CounterLog {
  warn(details: object, message: string): void
  info(message: string): void
}

/** Milliseconds that a request waits for the store. */
const DEADLINE = 1_000

/** Milliseconds before a store that failed is asked again, so that nobody waits for it meanwhile. */
const PAUSE = 5_000

/**
 * Counts in a shared store, and in this process while that is away: a limiter that is down takes nothing else down with
 * it, and still limits. Says once that the store is away, and once that it is back.
 */
export class SteadyCounter implements Counter {
  readonly window: number
  readonly #shared: Counter
  readonly #spare: MemoryCounter
  readonly #log: CounterLog
  #awayUntil: number | null = null

  /**
   * @param shared - the counter to use while it works
   * @param log - for operators
   */
  constructor(shared: Counter, log: CounterLog) {
    this.window = shared.window
    this.#shared = shared
    this.#spare = new MemoryCounter(shared.window)
    this.#log = log
  }

  async hit(key: string, limit: number): Promise<Hit> {
    if (this.#awayUntil !== null && Date.now() < this.#awayUntil) return this.#spare.hit(key, limit)
    // One request finds out whether the store is back; the others do not wait for it.
    if (this.#awayUntil !== null) this.#awayUntil = Date.now() + PAUSE
    try {
      const hit = await inTime(this.#shared.hit(key, limit), DEADLINE)
      if (this.#awayUntil !== null) this.#log.info('the store of the rate limits is back')
      this.#awayUntil = null
      return hit
    } catch (error) {
      if (this.#awayUntil === null) {
        this.#log.warn({ err: error }, 'the store of the rate limits is away; this process counts alone meanwhile')
      }
      this.#awayUntil = Date.now() + PAUSE
      return this.#spare.hit(key, limit)
    }
  }
}
