import type { Database } from '@adonisjs/lucid/database'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Features } from '../../features/features.js'
import type { JobClass } from '../job_class.js'
import type { JobDispatcher } from '../job_dispatcher.js'
import { nextDue } from './cron.js'
import { enterSchedules, type ScheduleRow } from './schedule_rows.js'
import { reckonedBy, timingOf, type DeclaredSchedule, type ScheduleList } from './schedule_list.js'

/** What the clock works with. */
export interface ScheduleClockParts {
  db: Database
  schedules: ScheduleList
  features: Features
  dispatcher: JobDispatcher
  log: { warn(details: object, message: string): void; info(details: object, message: string): void }
}

/** The longest sleep: what operators change elsewhere is heard of by then, in milliseconds. */
const LONGEST_MS = 10_000

/** Later than this it was missed, in milliseconds. */
const LATE_MS = 60_000

const DUE = `select * from job_schedules where name = any(:names) and not paused and next_due_at <= :now
  order by next_due_at for update skip locked`

/**
 * Dispatches what is due. Every process may have a clock: a row is locked by whoever fires it, and the job, the next
 * due time and the end of the lock are one transaction, so each time fires once and none is forgotten.
 */
export class ScheduleClock {
  readonly #parts: ScheduleClockParts
  #timer: NodeJS.Timeout | undefined
  #work: Promise<void> | null = null
  #isStopped = true
  #hasWarned = false

  /** @param parts - what it works with */
  constructor(parts: ScheduleClockParts) {
    this.#parts = parts
  }

  /** Begins; does not wait. */
  start(): void {
    if (!this.#isStopped) return
    this.#isStopped = false
    this.#wind(0)
  }

  /** Fires nothing more. */
  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#timer)
    await this.#work
  }

  /**
   * Fires what is due.
   *
   * @param now - the present
   * @returns names of the schedules whose jobs were dispatched
   */
  async tick(now: Date = new Date()): Promise<string[]> {
    const { db, schedules, features } = this.#parts
    const declared = schedules.all()
    await enterSchedules(db, declared, now)
    // One whose plugin is off stays due, and is made up for, or skipped, when it is back.
    const active = declared.filter(({ plugin }) => plugin === null || features.isOn(plugin))
    const byName = new Map(active.map((schedule) => [schedule.name, schedule]))
    if (byName.size === 0) return []
    return db.transaction(async (trx) => {
      const { rows } = (await trx.rawQuery(DUE, { names: [...byName.keys()], now })) as { rows: ScheduleRow[] }
      const fired: string[] = []
      for (const row of rows) {
        if (await this.#fire(byName.get(row.name)!, { row, now, trx })) fired.push(row.name)
      }
      return fired
    })
  }

  async #fire(
    schedule: DeclaredSchedule,
    { row, now, trx }: { row: ScheduleRow; now: Date; trx: TransactionClientContract }
  ): Promise<boolean> {
    const wasMissed = now.getTime() - row.next_due_at.getTime() > LATE_MS
    const isSkipped = wasMissed && schedule.missed === 'skip'
    if (!isSkipped) {
      const job = await this.#load(schedule)
      if (job === null) return false
      await this.#parts.dispatcher.dispatch(job, schedule.payload ?? {}, { trx, unique: `schedule:${schedule.name}` })
    }
    const timing = timingOf(schedule, row)
    await trx
      .from('job_schedules')
      .where({ name: row.name })
      .update({
        reckoned_by: reckonedBy(timing),
        next_due_at: nextDue(timing, now),
        last_due_at: row.next_due_at,
        ...(isSkipped ? {} : { last_fired_at: now }),
      })
    this.#parts.log.info({ schedule: row.name, missed: wasMissed, skipped: isSkipped }, 'a schedule was due')
    return !isSkipped
  }

  /** A job that cannot be loaded stays due, and keeps no other schedule from being fired. */
  async #load(schedule: DeclaredSchedule): Promise<JobClass | null> {
    try {
      return (await schedule.job()).default
    } catch (error) {
      this.#parts.log.warn({ err: error, schedule: schedule.name }, 'the job of a schedule cannot be loaded')
      return null
    }
  }

  #wind(ms: number): void {
    if (this.#isStopped) return
    this.#timer = setTimeout(() => {
      this.#work = this.#strike().finally(() => (this.#work = null))
    }, ms).unref()
  }

  async #strike(): Promise<void> {
    try {
      await this.tick()
      this.#hasWarned = false
      this.#wind(await this.#untilNext())
    } catch (error) {
      if (!this.#hasWarned) this.#parts.log.warn({ err: error }, 'schedules cannot be read; trying again')
      this.#hasWarned = true
      this.#wind(LONGEST_MS)
    }
  }

  async #untilNext(): Promise<number> {
    const { rows } = (await this.#parts.db.rawQuery(
      'select min(next_due_at) as next from job_schedules where not paused and next_due_at > now()'
    )) as { rows: { next: Date | null }[] }
    const next = rows[0]?.next
    return next ? Math.min(LONGEST_MS, Math.max(0, next.getTime() - Date.now())) : LONGEST_MS
  }
}
