import app from '@adonisjs/core/services/app'
import type { Infer, InferInput } from '@vinejs/vine/types'
import { JobDispatcher } from './job_dispatcher.js'
import type { DispatchOptions } from './dispatch_options.js'
import type { JobClass, PayloadValidator } from './job_class.js'
import type { JobRun } from './job_run.js'
import type { JobOptions } from './job_options.js'

/**
 * Work that is done behind the scenes, some time after it was asked for and at least once: `handle` may be cut off and
 * run again, so it is written so that this does no harm (docs/jobs.md). The container makes the job, so its constructor
 * may ask for services.
 *
 * @example
 * const payload = vine.create({ source: vine.string() })
 *
 * export default class ImportReleases extends Job<typeof payload> {
 *   static override jobName = 'downloads.import_releases'
 *   static override payload = payload
 *   static override options: JobOptions = { attempts: 5, timeout: '10 minutes' }
 *
 *   override async handle({ source }: Infer<typeof payload>, { signal }: JobRun): Promise<void> { … }
 * }
 *
 * await ImportReleases.dispatch({ source: 'https://www.python.org' }, { delay: '5 minutes' })
 */
export abstract class Job<Payload extends PayloadValidator> {
  /** `<plugin>.<verb>_<noun>`: what a queued job is found by, so it outlives moved files and never changes lightly. */
  static jobName: string
  /** Checks the payload when it is dispatched and again when the job runs, maybe by a later release. */
  static payload: PayloadValidator
  /** Queue, attempts and time; what is missing has a default. */
  static options: JobOptions = {}

  /**
   * Does the work.
   *
   * @param payload - as the validator gives it out
   * @param run - this attempt: its signal, its number, and where to tell progress
   * @throws whatever goes wrong: the job is tried again, until it has no attempts left
   */
  abstract handle(payload: Infer<Payload>, run: JobRun): Promise<void>

  /**
   * Queues the job. With a transaction it is queued when that commits, and never when it is rolled back.
   *
   * @param payload - plain values that JSON can hold
   * @param options - when, how urgent, in which transaction
   * @returns the id of the job; for one with a unique key that is queued already, an id that no job has
   * @throws E_VALIDATION_ERROR when the payload is none
   * @example
   * await db.transaction(async (trx) => {
   *   await release.useTransaction(trx).save()
   *   await AnnounceRelease.dispatch({ release: release.id }, { trx })
   * })
   */
  static async dispatch<Payload extends PayloadValidator>(
    this: JobClass<Payload>,
    payload: InferInput<Payload>,
    options: DispatchOptions = {}
  ): Promise<string> {
    const dispatcher = await app.container.make(JobDispatcher)
    return dispatcher.dispatch(this, payload, options)
  }
}
