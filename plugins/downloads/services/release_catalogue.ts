import db from '@adonisjs/lucid/services/db'
import { INSTALL_MANAGER } from '#models/release'
import { branchOf, releaseOrder } from '#services/python_version'

/** What lists and redirects read of a published release; not a model, because there are hundreds. */
export interface ReleaseRecord {
  id: number
  name: string
  slug: string
  /** 1, 2, 3, or 100 for the install manager. */
  version: number
  isLatest: boolean
  preRelease: boolean
  showOnDownloadPage: boolean
  /** ISO day in UTC. */
  date: string
  releaseNotesUrl: string
}

/** A release with what its name says, read once. */
export interface CataloguedRelease extends ReleaseRecord {
  /** e.g. `3.14`; empty for the install manager. */
  branch: string
  /** See `releaseOrder`. */
  order: number
}

/** More than python.org will have in this century; a list without a bound would be a trap. */
const BOUND = 5000

/** The published releases and python.org's rules of which one is the latest of what. */
export class ReleaseCatalogue {
  readonly published: readonly CataloguedRelease[]
  /** Without pre-releases. */
  readonly released: readonly CataloguedRelease[]
  readonly #byBranch: ReadonlyMap<string, readonly CataloguedRelease[]>

  /** @param records - newest first */
  constructor(records: readonly ReleaseRecord[]) {
    this.published = records.map((record) => ({
      ...record,
      branch: branchOf(record.name),
      order: releaseOrder(record.name),
    }))
    this.released = this.published.filter((release) => !release.preRelease)
    // Pages ask for each of two dozen series, and more than once.
    this.#byBranch = Map.groupBy(this.published, (release) => release.branch)
  }

  /** What the list of `/downloads/` shows unless asked for more. */
  get downloads(): CataloguedRelease[] {
    return this.released.filter((release) => release.showOnDownloadPage)
  }

  /** @param version - a major version, or INSTALL_MANAGER */
  latest(version: number): CataloguedRelease | null {
    return this.published.find((release) => release.isLatest && release.version === version) ?? null
  }

  get latestInstallManager(): CataloguedRelease | null {
    return this.latest(INSTALL_MANAGER)
  }

  /**
   * Behaviour kept from python.org: pre-releases count, so that a series has a latest before its first final.
   *
   * @param branch - e.g. `3.14`
   */
  latestOfBranch(branch: string): CataloguedRelease | null {
    return newest(this.#ofBranch(branch).filter((release) => release.version === 3))
  }

  get latestPreRelease(): CataloguedRelease | null {
    return newest(this.published.filter((release) => release.version === 3 && release.preRelease))
  }

  /** Series that have a release at all. */
  get branches(): Set<string> {
    return new Set([...this.#byBranch.keys()].filter(Boolean))
  }

  /** @returns the last release of a series that is no pre-release */
  lastFinalOfBranch(branch: string): CataloguedRelease | null {
    return newest(this.#ofBranch(branch).filter((release) => !release.preRelease))
  }

  /**
   * What one should take instead: a final release is replaced by a newer final one, a pre-release by anything newer.
   *
   * @param release - a release of Python 3
   * @returns the newest of its series, or null when there is none newer
   */
  successorOf(release: { name: string; version: number; preRelease: boolean }): CataloguedRelease | null {
    const branch = branchOf(release.name)
    if (release.version !== 3 || !branch) return null
    const candidate = release.preRelease ? this.latestOfBranch(branch) : this.lastFinalOfBranch(branch)
    return candidate && candidate.order > releaseOrder(release.name) ? candidate : null
  }

  #ofBranch(branch: string): readonly CataloguedRelease[] {
    return this.#byBranch.get(branch) ?? []
  }
}

/** By day, and on one day by version. */
function newest(releases: readonly CataloguedRelease[]): CataloguedRelease | null {
  return releases.reduce<CataloguedRelease | null>((best, release) => {
    if (!best || release.date > best.date) return release
    return release.date === best.date && release.order > best.order ? release : best
  }, null)
}

/** Sorts the highest version first; what has none, such as the install manager, last and by date. */
export function byVersion(left: CataloguedRelease, right: CataloguedRelease): number {
  return right.order - left.order || (left.date < right.date ? 1 : -1)
}

/** Narrows what is loaded, where a page needs only a few releases. */
export type CatalogueScope = { branch: string } | { latestOnly: true } | { newest: number }

/**
 * @param scope - only the releases of a series, those that are the latest of their version, or the newest few
 * @returns the catalogue, by one query
 */
export async function loadCatalogue(scope?: CatalogueScope): Promise<ReleaseCatalogue> {
  const query = db
    .from('downloads_releases')
    .select('id', 'name', 'slug', 'version')
    .select({
      isLatest: 'is_latest',
      preRelease: 'pre_release',
      showOnDownloadPage: 'show_on_download_page',
      releaseNotesUrl: 'release_notes_url',
    })
    .select(db.raw(`to_char(release_date at time zone 'UTC', 'YYYY-MM-DD') as date`))
    .where('is_published', true)
    .orderBy('release_date', 'desc')
    .orderBy('id', 'desc')
    .limit(scope && 'newest' in scope ? scope.newest : BOUND)
  if (scope && 'branch' in scope) query.whereLike('name', `Python ${scope.branch}.%`)
  if (scope && 'latestOnly' in scope) query.where('is_latest', true)
  return new ReleaseCatalogue(await query)
}
