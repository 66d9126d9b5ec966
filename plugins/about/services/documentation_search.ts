import type { ListedRelease } from '@pydotorg/downloads/contracts/release_directory'

/** As many as python.org offered: those that get fixes, and one more. */
const SERIES = 6

/** Longer than anybody searches for. */
const LONGEST = 200

/** Stands for whatever is the newest, at docs.python.org. */
const CURRENT = '3'

/**
 * @param releases - final ones, the highest version first
 * @returns series of Python 3 whose documentation can be searched, the newest first; `3` while no release is known
 */
export function searchableVersions(releases: readonly Pick<ListedRelease, 'series'>[]): string[] {
  const series = new Set(releases.map((release) => release.series).filter((name) => name.startsWith('3.')))
  return series.size ? [...series].slice(0, SERIES) : [CURRENT]
}

/**
 * @param asked - whatever stands behind `?version=`
 * @param versions - those there are
 * @returns it, or the newest where there is no such version
 */
export function chosenVersion(asked: unknown, versions: readonly string[]): string {
  const known = versions.find((version) => version === asked)
  return known ?? versions[0] ?? CURRENT
}

/**
 * @param version - a series, or `3`
 * @param words - what somebody looks for
 * @returns where docs.python.org has the results
 */
export function searchAddress(version: string, words: unknown): string {
  const address = new URL(`https://docs.python.org/${version}/search.html`)
  const text = typeof words === 'string' ? words.trim().slice(0, LONGEST) : ''
  if (text) address.searchParams.set('q', text.toWellFormed())
  return address.href
}
