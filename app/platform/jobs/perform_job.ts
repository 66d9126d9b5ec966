import { setTimeout as wait } from 'node:timers/promises'
import type { ContainerResolver } from '@adonisjs/core/container'
import type { ContainerBindings } from '@adonisjs/core/types'
import { JobPayloadRefused, JobTimeout } from './job_errors.js'
import { jobSettings } from './job_options.js'
import type { JobClass } from './job_class.js'
import type { JobRun } from './job_run.js'

/** Makes jobs: the container of the application. */
export type JobMaker = Pick<ContainerResolver<ContainerBindings>, 'make'>

/** A job that heeds its signal has so long to tidy up, in milliseconds. */
const TIDY_MS = 1_000

/** One attempt, and who may end it early. */
export interface Attempt {
  payload: unknown
  run: Omit<JobRun, 'signal'>
  /** Aborting it ends the attempt with the reason. */
  interruption: AbortSignal
}

/**
 * Does one attempt at a job: checks its payload, has it made, and gives it its time.
 *
 * @param job - the class
 * @param maker - makes it
 * @param attempt - what it works on, and who may end it
 * @throws JobPayloadRefused, JobTimeout, the reason of the interruption, or whatever the job throws
 */
export async function performJob(job: JobClass, maker: JobMaker, attempt: Attempt): Promise<void> {
  const payload: unknown = await job.payload.validate(attempt.payload).catch((error: unknown) => {
    throw new JobPayloadRefused(job.jobName, error)
  })
  const { timeoutMs } = jobSettings(job.options)
  const time = new AbortController()
  const timer = setTimeout(() => time.abort(new JobTimeout(job.jobName, timeoutMs)), timeoutMs)
  const signal = AbortSignal.any([time.signal, attempt.interruption])
  try {
    const made = await maker.make(job)
    await orAborted(made.handle(payload, { ...attempt.run, signal }), signal)
  } finally {
    clearTimeout(timer)
  }
}

/** A job that does not heed its signal is left alone: it cannot be stopped, but it no longer counts. */
async function orAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  const aborted = new Promise<void>((resolve) => {
    if (signal.aborted) return resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
  await Promise.race([work, aborted])
  if (!signal.aborted) return
  await Promise.race([work.catch(() => {}), wait(TIDY_MS, undefined, { ref: false })])
  throw signal.reason
}
