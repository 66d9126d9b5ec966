import type { Database } from '@adonisjs/lucid/database'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { nextDue } from './cron.js'
import { reckonedBy, timingOf, type DeclaredSchedule } from './schedule_list.js'

/** A row of `job_schedules`. */
export interface ScheduleRow {
  name: string
  cron: string | null
  time_zone: string | null
  paused: boolean
  reckoned_by: string
  next_due_at: Date
  last_due_at: Date | null
  last_fired_at: Date | null
}

/**
 * @param client - the database, or a transaction
 * @returns every row by its name; schedules that never ran in any process have none
 */
export async function scheduleRows(client: Database | QueryClientContract): Promise<Map<string, ScheduleRow>> {
  const rows: ScheduleRow[] = await client.query<ScheduleRow>().from('job_schedules').orderBy('name').limit(1_000)
  return new Map(rows.map((row) => [row.name, row]))
}

/**
 * Gives schedules that are new a row, and reckons anew where a release changed the timing. Harmless when several
 * processes do it at once.
 *
 * @param client - the database, or a transaction
 * @param declared - every schedule
 * @param now - the present
 */
export async function enterSchedules(
  client: Database,
  declared: readonly DeclaredSchedule[],
  now: Date
): Promise<void> {
  const rows = await scheduleRows(client)
  for (const schedule of declared) {
    const row = rows.get(schedule.name) ?? null
    const timing = timingOf(schedule, row)
    if (row?.reckoned_by === reckonedBy(timing)) continue
    await client.rawQuery(
      `insert into job_schedules (name, reckoned_by, next_due_at) values (:name, :by, :next)
       on conflict (name) do update set reckoned_by = excluded.reckoned_by, next_due_at = excluded.next_due_at
       where job_schedules.reckoned_by = :before`,
      { name: schedule.name, by: reckonedBy(timing), next: nextDue(timing, now), before: row?.reckoned_by ?? '' }
    )
  }
}
