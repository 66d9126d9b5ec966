import { compareVersions } from '#services/python_version'
import { byVersion, type CataloguedRelease, type ReleaseCatalogue } from '#services/release_catalogue'

/** Which releases the list shows: those that are done, those that led to them, or both. */
export const STAGE_CHOICES = ['final', 'pre', 'all'] as const

export type StageChoice = (typeof STAGE_CHOICES)[number]

/** What a visitor asked the list for. */
export interface ReleaseFilter {
  /** Words that name or date must contain; empty for no search. */
  search: string
  /** e.g. `3.14`; empty for all. */
  series: string
  stage: StageChoice
}

/** Longer than any name of a release. */
const LONGEST_SEARCH = 60

/**
 * Reads the filter from a query string. What makes no sense is left out, never refused: an old bookmark still opens.
 *
 * @param query - parsed query string
 */
export function filterFrom(query: Record<string, unknown>): ReleaseFilter {
  return {
    search: textOf(query.q).trim().slice(0, LONGEST_SEARCH),
    series: /^\d+\.\d+$/.exec(textOf(query.series))?.[0] ?? '',
    stage: STAGE_CHOICES.find((choice) => choice === query.stage) ?? 'final',
  }
}

/** @returns true when the filter leaves everything as it is without a query string */
export function isUnfiltered({ search, series, stage }: ReleaseFilter): boolean {
  return search === '' && series === '' && stage === 'final'
}

/** @returns the releases that fit, highest version first */
export function filterReleases(catalogue: ReleaseCatalogue, filter: ReleaseFilter): CataloguedRelease[] {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean)
  return releasesOf(catalogue, filter.stage)
    .filter((release) => !filter.series || release.branch === filter.series)
    .filter((release) =>
      words.every((word) => release.name.toLowerCase().includes(word) || release.date.includes(word))
    )
    .sort(byVersion)
}

/** @returns every series that has a release, newest first */
export function seriesOf(catalogue: ReleaseCatalogue): string[] {
  return [...catalogue.branches].sort((a, b) => compareVersions(b, a))
}

function releasesOf(catalogue: ReleaseCatalogue, stage: StageChoice): CataloguedRelease[] {
  const finals = stage === 'pre' ? [] : catalogue.downloads
  // python.org hides old pre-releases from its list; who asks for pre-releases wants all of them.
  const preReleases = stage === 'final' ? [] : catalogue.published.filter((release) => release.preRelease)
  return [...finals, ...preReleases]
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
