import { isVersionAtLeast } from '#services/python_version'

/** What the choice of featured files needs to know. */
interface Featurable {
  downloadButton: boolean
  system: { slug: string }
}

/** python.org's order; systems that are not named come after, by slug. */
const SYSTEM_ORDER = ['macos', 'windows', 'source']

/** The first Python that the install manager installs. */
const FIRST_MANAGED = '3.5'

/**
 * The files that a release's page shows large. For Windows that is the install manager, wherever there is one and it
 * can install the release. Behaviour kept from python.org.
 *
 * @param release - whose page it is
 * @param files - its files
 * @param managerFile - the install manager's own button file for Windows, if there is one
 */
export function featuredFiles<T extends Featurable>(
  release: { name: string },
  files: readonly T[],
  managerFile: T | null
): T[] {
  const managed = managerFile && isVersionAtLeast(release.name, FIRST_MANAGED) ? managerFile : null
  return files
    .filter((file) => file.downloadButton)
    .map((file) => (file.system.slug === 'windows' && managed ? managed : file))
    .sort((a, b) => rank(a) - rank(b) || a.system.slug.localeCompare(b.system.slug))
}

function rank(file: Featurable): number {
  const place = SYSTEM_ORDER.indexOf(file.system.slug)
  return place < 0 ? SYSTEM_ORDER.length : place
}
