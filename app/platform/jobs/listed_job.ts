import { maskPasswords, maskSecrets } from '../logging/mask_secrets.js'
import { maskNamedValues } from '../logging/secret_names.js'
import type { QueuedJob } from './queues.js'

/** In what a job can be, as operators look at them. */
export const JOB_STATES = ['waiting', 'active', 'delayed', 'held', 'failed', 'completed'] as const
export type JobState = (typeof JOB_STATES)[number]

/** A job as operators may see it: secrets in its payload are masked. */
export interface ListedJob {
  id: string
  queue: string
  job: string
  /** Name of the plugin; null for the platform's own, and for a job that nobody knows. */
  plugin: string | null
  state: JobState | 'unknown'
  payload: unknown
  /** From 0 to 100, when the job tells it. */
  progress: number | null
  attempts: number
  mostAttempts: number
  /** Why it failed, or why its last attempt did. */
  reason: string | null
  /** Of every attempt that failed, newest last. */
  stacks: readonly string[]
  addedAt: Date
  /** When a delayed one is due. */
  dueAt: Date | null
  startedAt: Date | null
  finishedAt: Date | null
}

/**
 * @param state - as BullMQ calls it
 * @returns as operators call it
 */
export function stateOf(state: string): ListedJob['state'] {
  if (state === 'prioritized' || state === 'paused') return 'waiting'
  return JOB_STATES.find((known) => known === state) ?? 'unknown'
}

/**
 * @param job - as it lies in its queue
 * @param known - what is known of it already
 * @returns the job for operators, without its secrets
 */
export function toListed(
  job: QueuedJob,
  { queue, state, plugin }: Pick<ListedJob, 'queue' | 'state' | 'plugin'>
): ListedJob {
  const { data, progress, opts, attemptsMade, failedReason, stacktrace, timestamp, processedOn, finishedOn } = job
  return {
    ...{ id: String(job.id), queue, state, plugin, job: data.job },
    payload: maskSecrets(data.payload),
    progress: typeof progress === 'number' && progress > 0 ? progress : null,
    attempts: attemptsMade,
    mostAttempts: opts.attempts ?? 1,
    reason: failedReason ? maskText(failedReason) : null,
    stacks: (stacktrace ?? []).map(maskText),
    addedAt: new Date(timestamp),
    dueAt: job.delay > 0 && (state === 'delayed' || state === 'held') ? new Date(timestamp + job.delay) : null,
    startedAt: processedOn ? new Date(processedOn) : null,
    finishedAt: finishedOn ? new Date(finishedOn) : null,
  }
}

const maskText = (text: string): string => maskNamedValues(maskPasswords(text))
