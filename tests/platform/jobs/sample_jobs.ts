import { setTimeout as wait } from 'node:timers/promises'
import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { Job, type JobOptions, type JobRun } from '@pydotorg/platform/jobs'

/** What a job was seen to do. */
export interface Performance {
  job: string
  id: string
  key: string
  attempt: number
  at: number
}

/** All that jobs of this process did, in order. */
export const performed: Performance[] = []

const keyed = vine.create({ key: vine.string() })
type Keyed = Infer<typeof keyed>

function note(job: string, { key }: Keyed, { id, attempt }: JobRun): void {
  performed.push({ job, id, key, attempt, at: Date.now() })
}

/** Says that it ran. */
export class FeedPet extends Job<typeof keyed> {
  static override jobName = 'pets.feed_pet'
  static override payload = keyed

  override async handle(payload: Keyed, run: JobRun): Promise<void> {
    note(FeedPet.jobName, payload, run)
  }
}

/** Fails twice. */
export class CatchPet extends Job<typeof keyed> {
  static override jobName = 'pets.catch_pet'
  static override payload = keyed

  override async handle(payload: Keyed, run: JobRun): Promise<void> {
    note(CatchPet.jobName, payload, run)
    if (run.attempt < 3) throw new Error('It ran away.')
  }
}

/** Takes its time, and tells how far it is; heeds its signal. */
export class WashPet extends Job<typeof keyed> {
  static override jobName = 'pets.wash_pet'
  static override payload = keyed
  static ms = 10_000

  override async handle(payload: Keyed, run: JobRun): Promise<void> {
    note(WashPet.jobName, payload, run)
    await run.progress(40)
    await wait(WashPet.ms, undefined, { signal: run.signal })
    note('washed', payload, run)
  }
}

export const sampleJobs = { FeedPet, CatchPet, WashPet }

/**
 * Makes everything as it was.
 *
 * @param queue - that the jobs go into
 */
export function resetJobs(queue: string): void {
  performed.splice(0)
  WashPet.ms = 10_000
  FeedPet.options = { queue }
  CatchPet.options = { queue, attempts: 3, backoff: 200 } satisfies JobOptions
  WashPet.options = { queue, attempts: 1, timeout: 400 } satisfies JobOptions
}
