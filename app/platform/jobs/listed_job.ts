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
  /** The same in numbers, such as `3 of 20 releases`, when the job tells those. */
  progressText: string | null
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
    ...progressOf(progress),
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

/** A share, or `{ done, total }`, perhaps with the `kind` of things; whatever else readers agreed on is theirs. */
function progressOf(told: unknown): Pick<ListedJob, 'progress' | 'progressText'> {
  // What BullMQ keeps of a job that has told nothing is 0.
  if (typeof told === 'number') return { progress: told > 0 ? Math.min(100, told) : null, progressText: null }
  const { done, total, kind } = (told ?? {}) as { done?: unknown; total?: unknown; kind?: unknown }
  if (typeof done !== 'number' || typeof total !== 'number' || total <= 0) return { progress: null, progressText: null }
  const things = typeof kind === 'string' ? ` ${kind.replaceAll('_', ' ')}` : ''
  const progress = Math.min(100, Math.max(0, (100 * done) / total))
  return { progress, progressText: `${done.toLocaleString('en')} of ${total.toLocaleString('en')}${things}` }
}

const maskText = (text: string): string => maskNamedValues(maskPasswords(text))
