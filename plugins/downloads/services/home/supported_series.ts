import type { BranchStatus } from '#models/branch'
import { loadSchedules, type BranchSchedule } from '#services/branch_schedules'
import { timelinesOf } from '#services/downloads_overview'
import { compareVersions } from '#services/python_version'
import { plainDay } from '#services/release_dates'

/** What a visitor may build upon, now or soon. */
const SHOWN: Readonly<Partial<Record<BranchStatus, string>>> = {
  prerelease: 'pre-releases',
  bugfix: 'bug fixes',
  security: 'security fixes',
}

/**
 * Which series get fixes until when, by one query.
 *
 * @returns null while no schedule is known
 */
export default async function supportedSeries(): Promise<Record<string, unknown> | null> {
  const schedules = (await loadSchedules())
    .filter(({ status, endOfLife }) => status in SHOWN && endOfLife)
    .sort((a, b) => compareVersions(b.name, a.name))
  const timelines = timelinesOf(schedules)
  return timelines && { timelines, series: schedules.map(inWords), plainDay }
}

function inWords({ name, status, endOfLife }: BranchSchedule) {
  return { name, support: SHOWN[status], endOfLife }
}
