import type { Logger } from '@adonisjs/core/logger'

/** How far a job is: a share from 0 to 100, `{ done, total, kind? }` in numbers, or what its readers agree on. */
export type Progress = number | Record<string, unknown>

/** One attempt at a job. */
export interface JobRun {
  /** The job's id, the same for each attempt. */
  id: string
  /** 1 for the first attempt. */
  attempt: number
  /** Aborted when the time is over, and when the process ends before the job: pass it to whatever waits. */
  signal: AbortSignal
  /** Writes with the job's name and id. */
  logger: Logger
  /** Tells operators how far it is. */
  progress(done: Progress): Promise<void>
}
