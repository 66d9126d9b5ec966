import type { CataloguedRelease } from '#services/release_catalogue'
import type { ButtonFile } from '#services/release_files'

/** A file offered by a big button, with the release that it belongs to. */
export interface OfferedFile {
  file: ButtonFile
  release: CataloguedRelease
}

/** What the top of the downloads page offers for one system. */
export interface SystemOffer {
  system: { name: string; slug: string }
  /** For whom the button is, in the visitor's words. */
  title: string
  main: OfferedFile
  /** The install manager where Python itself is the main offer. */
  other: OfferedFile | null
}

/** The order for visitors without scripts, who see all. */
const SYSTEM_ORDER = ['windows', 'macos', 'source']

/** Who the source is for, in the visitor's words. */
const TITLES: Readonly<Record<string, string>> = { source: 'Linux and other systems' }

/**
 * One offer a system that has a file for it. Python itself stands first, the install manager beside it: programs read
 * the version from the first button.
 *
 * @param releases - latest Python 3 and latest install manager, those that exist
 * @param files - button files of these
 */
export function downloadButtons(releases: readonly CataloguedRelease[], files: readonly ButtonFile[]): SystemOffer[] {
  const offers = new Map<string, SystemOffer>()
  for (const release of releases) {
    for (const file of files.filter((candidate) => candidate.releaseId === release.id)) {
      const { system } = file
      const offer = offers.get(system.slug)
      const offered = { file, release }
      if (offer) offer.other = offered
      else offers.set(system.slug, { system, title: TITLES[system.slug] ?? system.name, main: offered, other: null })
    }
  }
  return [...offers.values()].sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title))
}

function rank({ system }: SystemOffer): number {
  const place = SYSTEM_ORDER.indexOf(system.slug)
  return place < 0 ? SYSTEM_ORDER.length : place
}
