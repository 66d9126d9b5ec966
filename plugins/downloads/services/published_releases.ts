import ReleaseDirectory, { type ListedRelease } from '#contracts/release_directory'
import { byVersion, loadCatalogue, type CataloguedRelease } from '#services/release_catalogue'
import { INSTALL_MANAGER } from '#models/release'

/** Major version that people should take now. */
const CURRENT = 3

/** Releases for other plugins, from the table. */
export default class PublishedReleases extends ReleaseDirectory {
  async released(): Promise<ListedRelease[]> {
    const { released } = await loadCatalogue()
    return released.filter(isPython).sort(byVersion).map(listed)
  }

  async latest(): Promise<ListedRelease | null> {
    const latest = (await loadCatalogue({ latestOnly: true })).latest(CURRENT)
    return latest && listed(latest)
  }
}

function isPython({ version, branch }: CataloguedRelease): boolean {
  return version !== INSTALL_MANAGER && branch !== ''
}

function listed({ slug, name, branch, date }: CataloguedRelease): ListedRelease {
  return { slug, name, version: name.replace(/^Python\s+/, ''), series: branch, date }
}
