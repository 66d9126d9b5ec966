import { milliseconds, type Duration } from './duration.js'

/** How a job is run. */
export interface JobOptions {
  /** Workers are told which queues they work on; `default` unless said. */
  queue?: string
  /** How often it is tried before operators have to look at it; 5 unless said. */
  attempts?: number
  /** The wait before the second attempt, doubled for each further one; 5 seconds unless said. */
  backoff?: Duration
  /** After so long an attempt is aborted and counts as failed; 5 minutes unless said. */
  timeout?: Duration
  /** True for payloads that hold what nobody should find later, e.g. texts of mails: gone when the job is done. */
  forget?: boolean
}

/** The same with every default. */
export interface JobSettings {
  queue: string
  attempts: number
  backoffMs: number
  timeoutMs: number
  forget: boolean
}

/** The queue of jobs that name none. */
export const DEFAULT_QUEUE = 'default'

/**
 * @param options - what a job says of itself
 * @returns everything that there is to know
 * @throws Error for a duration that is none
 */
export function jobSettings(options: JobOptions): JobSettings {
  return {
    queue: options.queue ?? DEFAULT_QUEUE,
    attempts: options.attempts ?? 5,
    backoffMs: milliseconds(options.backoff ?? '5 seconds'),
    timeoutMs: milliseconds(options.timeout ?? '5 minutes'),
    forget: options.forget ?? false,
  }
}
