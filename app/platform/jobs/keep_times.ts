/** What is cleaned up by schedules. */
export type Kept = 'doneJobs' | 'failedJobs' | 'links' | 'uploads' | 'mailBodies' | 'mails'

/**
 * How long what is over stays, from config/keeping.ts: the schedules of cleaning ask it (docs/jobs.md).
 *
 * @example
 * const keep = await app.container.make(KeepTimes)
 * keep.ms('mails') // 31536000000
 */
export class KeepTimes {
  readonly #times: Readonly<Record<Kept, number>>

  /** @param times - milliseconds by what is kept */
  constructor(times: Readonly<Record<Kept, number>>) {
    this.#times = times
  }

  /**
   * @param kept - what
   * @returns milliseconds
   */
  ms(kept: Kept): number {
    return this.#times[kept]
  }
}
