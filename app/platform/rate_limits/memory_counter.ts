import type { Counter, Hit } from './counter.js'

interface Window {
  count: number
  /** In milliseconds of the clock. */
  endsAt: number
}

/**
 * Counts in this process: costs nothing, is forgotten when the process ends, and several processes count alone. Bounded:
 * when more callers come than it holds, those whose windows end first are forgotten.
 *
 * @example
 * const counter = new MemoryCounter(60)
 * const { isAllowed } = await counter.hit('anon:192.0.2.1', 120)
 */
export class MemoryCounter implements Counter {
  /** All windows are of one length, so the order of insertion is the order in which they end. */
  readonly #windows = new Map<string, Window>()

  /**
   * @param window - length of the windows, in seconds
   * @param most - keys to hold, about 150 bytes each
   */
  constructor(
    readonly window: number,
    readonly most = 100_000
  ) {}

  async hit(key: string, limit: number): Promise<Hit> {
    const now = Date.now()
    this.#forgetEnded(now)
    const window = this.#windows.get(key) ?? this.#open(key, now)
    window.count += 1
    return {
      isAllowed: window.count <= limit,
      remaining: Math.max(0, limit - window.count),
      resetIn: Math.max(1, Math.ceil((window.endsAt - now) / 1000)),
    }
  }

  #open(key: string, now: number): Window {
    const [oldest] = this.#windows.size >= this.most ? this.#windows.keys() : []
    if (oldest !== undefined) this.#windows.delete(oldest)
    const window = { count: 0, endsAt: now + this.window * 1000 }
    this.#windows.set(key, window)
    return window
  }

  #forgetEnded(now: number): void {
    for (const [key, { endsAt }] of this.#windows) {
      if (endsAt > now) return
      this.#windows.delete(key)
    }
  }
}
