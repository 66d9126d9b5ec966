import type { HttpContext } from '@adonisjs/core/http'
import type { Database } from '@adonisjs/lucid/database'
import type { AuditLog } from '../../audit/audit_log.js'
import type { AuditOrigin } from '../../audit/audit_origin.js'
import { closestNames } from '../../plugins/closest_names.js'
import type { JobDispatcher } from '../job_dispatcher.js'
import { nextDue, type Timing } from './cron.js'
import { enterSchedules, scheduleRows } from './schedule_rows.js'
import { reckonedBy, timingOf, type DeclaredSchedule, type ScheduleList } from './schedule_list.js'

/** A schedule as operators see it. */
export interface Schedule extends Timing {
  name: string
  plugin: string | null
  paused: boolean
  /** True when operators decided on another time than the plugin declares. */
  isChanged: boolean
  nextDueAt: Date
  lastDueAt: Date | null
  lastFiredAt: Date | null
}

/** What schedules are worked with. */
export interface SchedulesParts {
  db: Database
  list: ScheduleList
  dispatcher: JobDispatcher
  audit: AuditLog
}

/** Somebody named a schedule that is not there. */
export class UnknownSchedule extends Error {
  override name = 'UnknownSchedule'
}

/**
 * What operators may do with schedules; each change is audited. Whoever calls it has asked a policy.
 *
 * @example
 * const schedules = await app.container.make(Schedules)
 * await schedules.pause('downloads.refresh', ctx)
 */
export class Schedules {
  readonly #parts: SchedulesParts

  /** @param parts - what it works with */
  constructor(parts: SchedulesParts) {
    this.#parts = parts
  }

  /** @returns every schedule, in the order of the plugins */
  async all(): Promise<Schedule[]> {
    const { db, list } = this.#parts
    const declared = list.all()
    await enterSchedules(db, declared, new Date())
    const rows = await scheduleRows(db)
    return declared.flatMap((schedule) => {
      const row = rows.get(schedule.name)
      if (!row) return []
      const { name, plugin } = schedule
      const isChanged = row.cron !== null || row.time_zone !== null
      const times = { nextDueAt: row.next_due_at, lastDueAt: row.last_due_at, lastFiredAt: row.last_fired_at }
      return [{ name, plugin, paused: row.paused, isChanged, ...timingOf(schedule, row), ...times }]
    })
  }

  /**
   * Dispatches a schedule's job now; when it is due next stays as it is.
   *
   * @param name - of the schedule
   * @param by - who wants it
   * @returns the id of the job
   * @throws UnknownSchedule
   */
  async runNow(name: string, by: HttpContext | AuditOrigin): Promise<string> {
    const schedule = this.#get(name)
    const { db, dispatcher, audit } = this.#parts
    const { default: job } = await schedule.job()
    return db.transaction(async (trx) => {
      await audit.record({ by, action: 'platform.schedule.run', subject: subjectOf(name) }, trx)
      return dispatcher.dispatch(job, schedule.payload ?? {}, { trx })
    })
  }

  /**
   * @param name - of the schedule, which is not due any more
   * @param by - who decides
   * @throws UnknownSchedule
   */
  async pause(name: string, by: HttpContext | AuditOrigin): Promise<void> {
    await this.#change(name, { by, verb: 'pause' }, () => ({ paused: true }))
  }

  /**
   * @param name - of the schedule; it goes on with the next time, and what it missed meanwhile was meant to be missed
   * @param by - who decides
   * @throws UnknownSchedule
   */
  async resume(name: string, by: HttpContext | AuditOrigin): Promise<void> {
    await this.#change(name, { by, verb: 'resume' }, (timing) => ({
      paused: false,
      next_due_at: nextDue(timing, new Date()),
    }))
  }

  /**
   * Decides on another time; null goes back to what the plugin declares.
   *
   * @param name - of the schedule
   * @param wanted - when
   * @param by - who decides
   * @throws UnknownSchedule; TimingRefused for a time that cannot be read
   */
  async retime(name: string, wanted: Timing | null, by: HttpContext | AuditOrigin): Promise<void> {
    const timing = wanted ?? timingOf(this.#get(name), null)
    const next = nextDue(timing, new Date())
    await this.#change(name, { by, verb: 'change' }, () => ({
      cron: wanted?.cron ?? null,
      time_zone: wanted?.timeZone ?? null,
      reckoned_by: reckonedBy(timing),
      next_due_at: next,
    }))
  }

  async #change(
    name: string,
    { by, verb }: { by: HttpContext | AuditOrigin; verb: string },
    decide: (timing: Timing) => Record<string, unknown>
  ): Promise<void> {
    const schedule = this.#get(name)
    const { db, audit } = this.#parts
    await enterSchedules(db, [schedule], new Date())
    await db.transaction(async (trx) => {
      const rows = trx.query<Decided>().from('job_schedules').where({ name }).forUpdate()
      const before = await rows.select('cron', 'time_zone', 'paused').firstOrFail()
      await trx
        .from('job_schedules')
        .where({ name })
        .update(decide(timingOf(schedule, before)))
      const after = await trx
        .query<Decided>()
        .from('job_schedules')
        .where({ name })
        .select('cron', 'time_zone', 'paused')
      const action = `platform.schedule.${verb}` as const
      await audit.record({ by, action, subject: subjectOf(name), before: { ...before }, after: { ...after[0] } }, trx)
    })
  }

  #get(name: string): DeclaredSchedule {
    const schedule = this.#parts.list.find(name)
    if (schedule) return schedule
    const names = this.#parts.list.all().map((each) => each.name)
    const near = closestNames(name, names)
    const hint = near.length ? ` Did you mean ${near.join(', ')}?` : ''
    throw new UnknownSchedule(`There is no schedule "${name}".${hint}`)
  }
}

interface Decided {
  cron: string | null
  time_zone: string | null
  paused: boolean
}

const subjectOf = (name: string): { type: string; id: string; label: string } => ({
  type: 'schedule',
  id: name,
  label: name,
})
