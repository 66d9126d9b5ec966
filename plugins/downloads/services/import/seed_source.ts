import { readBranches, readFiles, readReleases, readSystems } from '#services/import/catalogue_file_rows'
import { DocumentSource } from '#services/import/document_source'
import { SEED, type SeedData } from '#services/import/seed_data'

interface SeedRelease {
  name: string
  version: number
  preRelease: boolean
  isLatest?: boolean
}

/** Python 2 and 3 and the install manager have a latest release; Python 1 has none on python.org. */
const VERSIONS_WITH_LATEST = [2, 3, 100]

function numbersIn(name: string): number[] {
  return (name.match(/\d+/g) ?? []).map(Number)
}

function isNewer(name: string, than: string): boolean {
  const [one, other] = [numbersIn(name), numbersIn(than)]
  const at = one.findIndex((number, index) => number !== other[index])
  return at !== -1 && one[at]! > (other[at] ?? -1)
}

/** The highest final release of each version: a later bug fix of an older branch is not the latest Python. */
function withLatest(releases: readonly SeedRelease[]): SeedRelease[] {
  const latest = new Map<number, SeedRelease>()
  for (const release of releases) {
    if (release.preRelease || !VERSIONS_WITH_LATEST.includes(release.version)) continue
    const best = latest.get(release.version)
    if (!best || isNewer(release.name, best.name)) latest.set(release.version, release)
  }
  return releases.map((release) => ({ ...release, isLatest: latest.get(release.version) === release }))
}

/**
 * @param data - the data files
 * @returns all systems, branches, releases and files in them
 * @throws SyntaxError when a data file is no JSON
 */
export function seedSource({ texts, hash }: SeedData): DocumentSource {
  const [systems, branches, releases] = texts.map((text) => JSON.parse(text) as unknown[])
  return new DocumentSource(SEED, hash, {
    systems: () => readSystems(systems!),
    branches: () => readBranches(branches!),
    releases: () => readReleases(withLatest(releases as SeedRelease[])),
    files: () => readFiles(releases!),
  })
}
