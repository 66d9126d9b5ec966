import { activeReleases, type ActiveRelease } from '#services/active_releases'
import { loadSchedules, type BranchSchedule } from '#services/branch_schedules'
import { downloadButtons, type SystemOffer } from '#services/download_buttons'
import { loadCatalogue, type CataloguedRelease, type ReleaseCatalogue } from '#services/release_catalogue'
import { buttonFilesOf } from '#services/release_files'
import { filterReleases, seriesOf, type ReleaseFilter } from '#services/release_filter'
import { groupBySeries, type SeriesGroup } from '#services/series_groups'
import { NARROW, supportTimeline, WIDE, type SupportTimeline } from '#services/support_timeline'

/** As many as fit beside the button. */
const NEWEST = 4

/** What `/downloads/` shows. */
export interface DownloadsOverview {
  latest: CataloguedRelease | null
  /** What came out last, whatever series it belongs to. */
  newest: CataloguedRelease[]
  offers: SystemOffer[]
  active: ActiveRelease[]
  timelines: { wide: SupportTimeline; narrow: SupportTimeline } | null
  schedules: BranchSchedule[]
  filter: ReleaseFilter
  series: string[]
  groups: SeriesGroup[]
  count: number
}

/**
 * Collects the downloads page in three queries, however many releases there are.
 *
 * @param filter - what the visitor asked the list for
 */
export async function downloadsOverview(filter: ReleaseFilter): Promise<DownloadsOverview> {
  const catalogue = await loadCatalogue()
  const schedules = await loadSchedules()
  const active = activeReleases(schedules, catalogue)
  const shown = schedules.filter((schedule) => active.some((row) => row.branch === schedule.name))
  const releases = filterReleases(catalogue, filter)
  return {
    latest: catalogue.latest(3),
    newest: catalogue.published.filter((release) => release.version === 3).slice(0, NEWEST),
    offers: await offersOf(catalogue),
    active,
    timelines: timelinesOf(shown),
    schedules: shown,
    filter,
    series: seriesOf(catalogue),
    groups: groupBySeries(releases, schedules),
    count: releases.length,
  }
}

/** @returns what the big buttons offer; one query */
export async function offersOf(catalogue: ReleaseCatalogue): Promise<SystemOffer[]> {
  const releases = [catalogue.latest(3), catalogue.latestInstallManager].filter((release) => release !== null)
  return downloadButtons(releases, await buttonFilesOf(releases.map((release) => release.id)))
}

/** @returns the drawing for wide windows and for phones; null when nothing can be drawn */
export function timelinesOf(schedules: readonly BranchSchedule[]): DownloadsOverview['timelines'] {
  const today = new Date().toISOString().slice(0, 10)
  const wide = supportTimeline(schedules, today, WIDE)
  const narrow = supportTimeline(schedules, today, NARROW)
  return wide && narrow ? { wide, narrow } : null
}
