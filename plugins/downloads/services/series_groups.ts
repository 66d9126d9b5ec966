import type { BranchSchedule } from '#services/branch_schedules'
import { endOfLifeOf } from '#services/branch_schedules'

interface Named {
  name: string
  /** Empty for the install manager. */
  branch: string
}

/** Releases of one series, under a heading. */
export interface SeriesGroup<T extends Named = GroupedRelease> {
  title: string
  /** Whether there are fixes for it, in a word; empty when that is not known. */
  support: string
  releases: T[]
}

/** What a list needs of a release. */
export interface GroupedRelease extends Named {
  slug: string
  date: string
  releaseNotesUrl: string
}

/**
 * Puts releases under headings by series, in the order in which they come.
 *
 * @param releases - sorted
 * @param schedules - every series
 */
export function groupBySeries<T extends Named>(
  releases: readonly T[],
  schedules: readonly BranchSchedule[]
): SeriesGroup<T>[] {
  const byName = new Map(schedules.map((schedule) => [schedule.name, schedule]))
  const groups = new Map<string, SeriesGroup<T>>()
  for (const release of releases) {
    const { branch } = release
    const group = groups.get(branch) ?? {
      title: branch ? `Python ${branch}` : 'Python install manager',
      support: supportOf(release.name, byName.get(branch) ?? null),
      releases: [],
    }
    group.releases.push(release)
    groups.set(branch, group)
  }
  return [...groups.values()]
}

function supportOf(name: string, schedule: BranchSchedule | null): string {
  if (endOfLifeOf(name, schedule)) return 'end of life'
  if (!schedule) return ''
  return schedule.status === 'bugfix' || schedule.status === 'security' ? schedule.status : 'pre-release'
}
