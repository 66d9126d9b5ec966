/** Failures in a row after which a provider rests. */
const MOST_FAILURES = 5

/** How long it rests, in milliseconds. */
const REST_MS = 60_000

interface Turn {
  failures: number
  /** Milliseconds since 1970. */
  restsUntil: number
}

/**
 * Which provider is asked first: a circuit breaker for each. One that failed five times in a row is asked last for a
 * minute, so that mails do not wait for it; with all of them resting they are asked in their order, since one has to be.
 * Each process has its own view.
 */
export class ProviderTurns {
  readonly #turns = new Map<string, Turn>()
  readonly #now: () => number

  /** @param now - milliseconds since 1970 */
  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  /**
   * @param names - providers, in the order of the settings
   * @returns the same, those that rest behind the others
   */
  order(names: readonly string[]): string[] {
    const rests = (name: string): boolean => this.isResting(name)
    return [...names.filter((name) => !rests(name)), ...names.filter(rests)]
  }

  /** @param name - of a provider */
  isResting(name: string): boolean {
    return (this.#turns.get(name)?.restsUntil ?? 0) > this.#now()
  }

  /** @param name - of the provider that answered, even if only to refuse a mail */
  answered(name: string): void {
    this.#turns.delete(name)
  }

  /** @param name - of the provider that failed; after a rest one more failure is enough for the next */
  failed(name: string): void {
    const failures = (this.#turns.get(name)?.failures ?? 0) + 1
    this.#turns.set(name, { failures, restsUntil: failures < MOST_FAILURES ? 0 : this.#now() + REST_MS })
  }
}
