import { DURATION_BUCKETS } from '../../jobs/job_metrics.js'
import type { AttemptOutcome } from '../log/mail_row.js'

/** What a process did by one provider. */
export interface MailCounters {
  provider: string
  outcomes: Record<AttemptOutcome, number>
  /** Attempts that took at most so many seconds, each counted in every bucket above it too; bounds as for jobs. */
  buckets: number[]
  /** Seconds of all attempts. */
  seconds: number
  /** Attempts that were timed. */
  count: number
}

/**
 * Counters and durations of what this process sent since it started, in the shape that Prometheus reads.
 *
 * @example
 * const metrics = await app.container.make(MailMetrics)
 * for (const { provider, outcomes } of metrics.read()) …
 */
export class MailMetrics {
  readonly #providers = new Map<string, MailCounters>()

  /**
   * @param provider - its name
   * @param outcome - of an attempt
   * @param seconds - that it took
   */
  record(provider: string, outcome: AttemptOutcome, seconds: number): void {
    const counters = this.#providers.get(provider) ?? noCounters(provider)
    this.#providers.set(provider, counters)
    counters.outcomes[outcome] += 1
    counters.seconds += seconds
    counters.count += 1
    for (const [index, bound] of DURATION_BUCKETS.entries()) if (seconds <= bound) counters.buckets[index]! += 1
  }

  /** @returns a copy, by name */
  read(): MailCounters[] {
    return structuredClone([...this.#providers.values()]).sort((a, b) => a.provider.localeCompare(b.provider))
  }
}

function noCounters(provider: string): MailCounters {
  const outcomes = { sent: 0, refused: 0, failed: 0 }
  return { provider, outcomes, buckets: DURATION_BUCKETS.map(() => 0), seconds: 0, count: 0 }
}
