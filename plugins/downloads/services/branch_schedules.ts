import db from '@adonisjs/lucid/services/db'
import type { BranchStatus } from '#models/branch'
import { branchOf } from '#services/python_version'

/** A series with its schedule; not a model, because pages only read it. Days are ISO days. */
export interface BranchSchedule {
  /** major.minor */
  name: string
  status: BranchStatus
  pep: number | null
  startOfDevelopment: string | null
  featureFreeze: string | null
  firstRelease: string | null
  endOfBugfix: string | null
  endOfLife: string | null
}

/** There are some thirty series; the bound is for form's sake. */
const BOUND = 500

/** @returns every series, by one query, in no particular order */
export async function loadSchedules(): Promise<BranchSchedule[]> {
  return db
    .from('downloads_branches')
    .select('name', 'status', 'pep')
    .select({
      startOfDevelopment: 'start_of_development',
      featureFreeze: 'feature_freeze',
      firstRelease: 'first_release',
      endOfBugfix: 'end_of_bugfix',
      endOfLife: 'end_of_life',
    })
    .limit(BOUND)
}

/** That a release gets no more fixes, and since when. */
export interface EndOfLife {
  branch: string
  /** ISO day; null when nobody wrote it down. */
  since: string | null
}

/**
 * Behaviour kept from python.org: a series without a schedule counts as ended up to Python 2, as alive from Python 3 on.
 *
 * @param name - a release's name
 * @param schedule - of its series, if there is one
 * @returns null while the release is supported, and for what is not a Python release
 */
export function endOfLifeOf(
  name: string,
  schedule: Pick<BranchSchedule, 'status' | 'endOfLife'> | null
): EndOfLife | null {
  const branch = branchOf(name)
  if (!branch) return null
  if (!schedule) return Number.parseInt(branch) <= 2 ? { branch, since: null } : null
  return schedule.status === 'end-of-life' ? { branch, since: schedule.endOfLife } : null
}
