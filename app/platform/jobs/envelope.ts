import type { JobsOptions } from 'bullmq'
import { milliseconds } from './duration.js'
import { jobSettings } from './job_options.js'
import type { DispatchOptions } from './dispatch_options.js'
import type { JobClass } from './job_class.js'

/** The one name that BullMQ knows. What runs is looked up by `job` in our registry, never loaded by what came over the wire. */
export const ENVELOPE = 'job'

/** What lies in a queue. */
export interface Envelope {
  /** Name of the job, `<plugin>.<verb>_<noun>`. */
  job: string
  payload: unknown
}

/** An envelope, where it goes, and how. */
export interface AddressedEnvelope {
  id: string
  queue: string
  envelope: Envelope
  options: JobsOptions
}

/** Spreads what failed together, e.g. because another site was away. */
const JITTER = 0.5

/** BullMQ counts no further. */
const LEAST_URGENT = 2_097_152

/**
 * @param job - the class
 * @param payload - checked already
 * @param given - id of the job, and what was said when it was dispatched
 * @returns what is put into the queue
 */
export function address(job: JobClass, payload: unknown, given: { id: string } & DispatchOptions): AddressedEnvelope {
  const { queue, attempts, backoffMs, forget } = jobSettings(job.options)
  const { id, delay, priority, unique } = given
  if (priority !== undefined && !(Number.isInteger(priority) && priority > 0 && priority <= LEAST_URGENT)) {
    throw new RangeError(`A priority is a whole number from 1 to ${LEAST_URGENT}, and not ${priority}.`)
  }
  const options: JobsOptions = {
    jobId: id,
    attempts,
    backoff: { type: 'exponential', delay: backoffMs, jitter: JITTER },
    ...(delay === undefined ? {} : { delay: milliseconds(delay) }),
    ...(priority === undefined ? {} : { priority }),
    ...(unique === undefined ? {} : { deduplication: { id: `${job.jobName}:${unique}` } }),
    ...(forget ? { removeOnComplete: true } : {}),
  }
  return { id, queue, envelope: { job: job.jobName, payload }, options }
}
