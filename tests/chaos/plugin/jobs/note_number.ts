import { appendFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { Job, type JobOptions } from '@pydotorg/platform/jobs'

const payload = vine.create({ number: vine.number() })

/** Writes down that it began, and that it ended, into a file, which outlives whatever happens to the process. */
export default class NoteNumber extends Job<typeof payload> {
  static override jobName = process.env.CHAOS_JOB ?? 'chaos.note_number'
  static override payload = payload
  static override options: JobOptions = { attempts: 10, backoff: 200 }

  override async handle({ number }: Infer<typeof payload>): Promise<void> {
    const note = (what: string): void =>
      appendFileSync(String(process.env.CHAOS_LOG), `${what} ${number} ${process.pid}\n`)
    note('began')
    await wait(Number(process.env.CHAOS_MS ?? 2))
    note('ended')
  }
}
