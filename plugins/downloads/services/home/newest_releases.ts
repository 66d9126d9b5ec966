import { settings } from '@pydotorg/platform/settings'
import { loadCatalogue } from '#services/release_catalogue'
import { plainDay } from '#services/release_dates'
import { newestReleasesShown } from '#services/settings'

/**
 * What came out last, by one query.
 *
 * @returns null while there is no release
 */
export default async function newestReleases(): Promise<Record<string, unknown> | null> {
  const { published } = await loadCatalogue({ newest: settings.read(newestReleasesShown) })
  return published.length ? { newest: published, plainDay } : null
}
