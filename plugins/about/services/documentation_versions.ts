import { DateTime } from 'luxon'
import type { ListedRelease } from '@pydotorg/downloads/contracts/release_directory'

/** The documentation of one release. */
export interface ReleaseDocumentation {
  version: string
  href: string
  date: DateTime
}

/** Documentation of the releases of one series. */
export interface SeriesDocumentation {
  series: string
  releases: ReleaseDocumentation[]
}

/** Behaviour kept from python.org: releases that had no documentation of their own. */
const WITHOUT = new Set(['2.3.6', '2.3.7', '2.4.5', '2.4.6', '2.5.5', '2.5.6'])

/** Documentation that is older than python.org's list of releases, with the days on which python.org says it came out. */
const OLDER: readonly (readonly [version: string, day: string])[] = [
  ['2.2p1', '2002-03-29'],
  ['2.1.2', '2002-01-16'],
  ['2.1.1', '2001-07-20'],
  ['2.1', '2001-04-15'],
  ['2.0', '2000-10-16'],
  ['1.6', '2000-09-05'],
  ['1.5.2p2', '2000-03-22'],
  ['1.5.2p1', '1999-07-06'],
  ['1.5.2', '1999-04-30'],
  ['1.5.1p1', '1998-08-06'],
  ['1.5.1', '1998-04-14'],
  ['1.5', '1998-02-17'],
  ['1.4', '1996-10-25'],
]

/**
 * @param releases - final ones
 * @returns their documentation and the older one by series, the newest first
 */
export function documentationBySeries(releases: readonly Pick<ListedRelease, 'version' | 'date'>[]) {
  const dates = new Map(OLDER)
  for (const { version, date } of releases) {
    const name = documentedAs(version)
    if (!WITHOUT.has(name)) dates.set(name, date)
  }
  const groups = new Map<string, ReleaseDocumentation[]>()
  for (const [version, day] of [...dates].sort(([a], [b]) => compare(b, a))) {
    const href = `https://docs.python.org/release/${version}/`
    const documentation = { version, href, date: DateTime.fromISO(day, { zone: 'utc' }) }
    const series = version.split(/[.p]/).slice(0, 2).join('.')
    groups.set(series, [...(groups.get(series) ?? []), documentation])
  }
  return [...groups].map(([series, documented]): SeriesDocumentation => ({ series, releases: documented }))
}

/** Up to 3.2 the documentation of a series' first release is called by the series alone. */
function documentedAs(version: string): string {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major < 3 || (major === 3 && minor <= 2) ? version.replace(/^(\d+\.\d+)\.0$/, '$1') : version
}

/** By numbers; `2.2p1` comes after `2.2`, and `1.5.2p2` after `1.5.2p1`. */
function compare(left: string, right: string): number {
  const [a, b] = [partsOf(left), partsOf(right)]
  const different = a.findIndex((part, index) => part !== b[index])
  return different < 0 ? 0 : a[different]! - b[different]!
}

function partsOf(version: string): number[] {
  const [numbers = '', patch = '0'] = version.split('p')
  const [major = 0, minor = 0, micro = 0] = numbers.split('.').map(Number)
  return [major, minor, micro, Number(patch)]
}
