import { readFile } from 'node:fs/promises'
import { readBranches, readFiles, readReleases, readSystems } from '#services/import/catalogue_file_rows'
import { DocumentSource } from '#services/import/document_source'

/** How the log calls imports of the data that come with this plugin. */
export const SEED = 'seed'

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
 * @returns all systems, branches, releases and files that come with this plugin
 * @throws Error when a data file is missing or is no JSON
 */
export async function seedSource(): Promise<DocumentSource> {
  const texts = await Promise.all(
    ['operating_systems', 'branches', 'releases'].map((file) =>
      readFile(new URL(`../../database/data/${file}.json`, import.meta.url), 'utf8')
    )
  )
  const [systems, branches, releases] = texts.map((text) => JSON.parse(text) as unknown[])
  return new DocumentSource(SEED, texts.join('\n'), {
    systems: () => readSystems(systems!),
    branches: () => readBranches(branches!),
    releases: () => readReleases(withLatest(releases as SeedRelease[])),
    files: () => readFiles(releases!),
  })
}
