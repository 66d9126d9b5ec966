/** How an attempt ended. */
export type JobOutcome = 'completed' | 'failed' | 'retried' | 'held' | 'interrupted'

/** Upper bounds of the buckets of durations, in seconds. */
export const DURATION_BUCKETS = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60, 300] as const

/** What a process did of one job. */
export interface JobCounters {
  job: string
  outcomes: Record<JobOutcome, number>
  /** Attempts that took at most so many seconds, each counted in every bucket above it too. */
  buckets: number[]
  /** Seconds of all attempts. */
  seconds: number
  /** Attempts that were timed. */
  count: number
}

/**
 * Counters and durations of the jobs that this process ran since it started, in the shape that Prometheus reads.
 *
 * @example
 * const metrics = await app.container.make(JobMetrics)
 * for (const { job, outcomes } of metrics.read()) …
 */
export class JobMetrics {
  readonly #jobs = new Map<string, JobCounters>()

  /**
   * @param job - its name
   * @param outcome - how the attempt ended
   * @param seconds - how long it took; nothing for one that was not begun
   */
  record(job: string, outcome: JobOutcome, seconds?: number): void {
    const counters = this.#jobs.get(job) ?? noCounters(job)
    this.#jobs.set(job, counters)
    counters.outcomes[outcome] += 1
    if (seconds === undefined) return
    counters.seconds += seconds
    counters.count += 1
    for (const [index, bound] of DURATION_BUCKETS.entries()) if (seconds <= bound) counters.buckets[index]! += 1
  }

  /** @returns a copy, by name */
  read(): JobCounters[] {
    return structuredClone([...this.#jobs.values()]).sort((a, b) => a.job.localeCompare(b.job))
  }
}

function noCounters(job: string): JobCounters {
  const outcomes = { completed: 0, failed: 0, retried: 0, held: 0, interrupted: 0 }
  return { job, outcomes, buckets: DURATION_BUCKETS.map(() => 0), seconds: 0, count: 0 }
}
