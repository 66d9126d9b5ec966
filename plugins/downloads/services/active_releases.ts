import type { BranchStatus } from '#models/branch'
import type { BranchSchedule } from '#services/branch_schedules'
import { compareVersions } from '#services/python_version'
import type { CataloguedRelease, ReleaseCatalogue } from '#services/release_catalogue'

/** A row of the table of active releases. */
export interface ActiveRelease {
  branch: string
  status: string
  /** Whether there will be fixes, for the tag beside the words. */
  kind: 'coming' | 'bugfix' | 'security' | 'ended'
  /** Of an ended series only. */
  lastRelease: CataloguedRelease | null
  href: string
  firstRelease: string | null
  firstReleaseIsPlanned: boolean
  endOfBugfix: string | null
  endOfLife: string | null
  pep: number | null
  pepUrl: string | null
}

/** Not out yet: what it is called in the table is the same for all three. */
const COMING: readonly BranchStatus[] = ['planned', 'feature', 'prerelease']

/**
 * Which series the table of `/downloads/` shows: those that get fixes, coming ones as soon as there is a release to
 * try, and of the ended ones the newest. Behaviour kept from python.org.
 *
 * @param schedules - every series
 * @param catalogue - the published releases
 * @returns rows, newest series first
 */
export function activeReleases(schedules: readonly BranchSchedule[], catalogue: ReleaseCatalogue): ActiveRelease[] {
  const released = catalogue.branches
  const newestFirst = schedules.toSorted((a, b) => compareVersions(b.name, a.name))
  const newestEnded = newestFirst.find((schedule) => schedule.status === 'end-of-life')
  return newestFirst
    .filter((schedule) => {
      if (schedule.status === 'end-of-life') return schedule === newestEnded
      return !COMING.includes(schedule.status) || released.has(schedule.name)
    })
    .map((schedule) => rowOf(schedule, catalogue))
}

function rowOf(schedule: BranchSchedule, catalogue: ReleaseCatalogue): ActiveRelease {
  const kind = kindOf(schedule.status)
  return {
    branch: schedule.name,
    status: { coming: 'pre-release', bugfix: 'bugfix', security: 'security', ended: 'end of life' }[kind],
    kind,
    lastRelease: kind === 'ended' ? catalogue.lastFinalOfBranch(schedule.name) : null,
    href: `/downloads/latest/python${schedule.name}/`,
    firstRelease: schedule.firstRelease,
    firstReleaseIsPlanned: kind === 'coming',
    endOfBugfix: schedule.endOfBugfix,
    endOfLife: schedule.endOfLife,
    pep: schedule.pep,
    pepUrl: schedule.pep ? `https://peps.python.org/pep-${String(schedule.pep).padStart(4, '0')}/` : null,
  }
}

function kindOf(status: BranchStatus): ActiveRelease['kind'] {
  if (status === 'bugfix' || status === 'security') return status
  return status === 'end-of-life' ? 'ended' : 'coming'
}
