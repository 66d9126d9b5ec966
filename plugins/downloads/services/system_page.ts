import db from '@adonisjs/lucid/services/db'
import OperatingSystem from '#models/operating_system'
import { loadSchedules } from '#services/branch_schedules'
import { byVersion, loadCatalogue, type CataloguedRelease } from '#services/release_catalogue'
import { filesOfSystem, type SystemFile } from '#services/release_files'
import { groupBySeries, type SeriesGroup } from '#services/series_groups'
import { systemNotesFor } from '#services/system_notes'

/** A release with what it has for one system. */
export interface ReleaseForSystem extends CataloguedRelease {
  files: SystemFile[]
}

/** A series with what visitors of this system must know of it. */
export type SeriesForSystem = SeriesGroup<ReleaseForSystem> & { notes: string[] }

/** What the page of a system shows. */
export interface SystemPage {
  system: OperatingSystem
  latest: { label: string; release: CataloguedRelease }[]
  stable: SeriesForSystem[]
  preReleases: SeriesForSystem[]
}

/**
 * Collects the page of a system in four queries.
 *
 * @param slug - e.g. `windows`
 * @returns null when there is no such system
 */
export async function systemPage(slug: string): Promise<SystemPage | null> {
  const system = await OperatingSystem.findBy('slug', slug)
  if (!system) return null
  const catalogue = await loadCatalogue()
  const schedules = await loadSchedules()
  const files = await filesOfSystem({ id: system.id, slug })
  const releases = withFiles(catalogue.published, files)
  const grouped = (stage: 'stable' | 'pre') =>
    groupBySeries(
      releases.filter((release) => release.preRelease === (stage === 'pre')),
      schedules
    ).map((group) => ({ ...group, notes: systemNotesFor(slug, group.releases[0]!) }))
  return {
    system,
    latest: [
      { label: 'Latest Python 3 Release', release: catalogue.latest(3) },
      { label: 'Latest Python 2 Release', release: catalogue.latest(2) },
      { label: 'Latest Python install manager', release: slug === 'windows' ? catalogue.latestInstallManager : null },
    ].filter((line): line is SystemPage['latest'][number] => line.release !== null),
    stable: grouped('stable'),
    preReleases: grouped('pre'),
  }
}

/** Releases that have a file for the system, highest version first. */
function withFiles(releases: readonly CataloguedRelease[], files: readonly SystemFile[]): ReleaseForSystem[] {
  const byRelease = Map.groupBy(files, (file) => file.releaseId)
  return releases
    .filter((release) => byRelease.has(release.id))
    .map((release) => ({ ...release, files: byRelease.get(release.id) ?? [] }))
    .sort(byVersion)
}

/** A system and how much there is for it. */
export interface SystemSummary {
  name: string
  slug: string
  /** Published releases with a file for it. */
  releases: number
}

/** @returns every system by name, by one query */
export async function systemSummaries(): Promise<SystemSummary[]> {
  return db
    .from('downloads_operating_systems as s')
    .leftJoin('downloads_release_files as f', 'f.operating_system_id', 's.id')
    .leftJoin('downloads_releases as r', (join) => join.on('r.id', 'f.release_id').andOnVal('r.is_published', true))
    .select('s.name', 's.slug')
    .countDistinct('r.id as releases')
    .groupBy('s.id')
    .orderByRaw('lower(s.name)')
    .limit(100)
}
