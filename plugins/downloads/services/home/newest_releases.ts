import { loadCatalogue } from '#services/release_catalogue'
import { plainDay } from '#services/release_dates'

/** As many as are read at a glance. */
const NEWEST = 5

/**
 * What came out last, by one query.
 *
 * @returns null while there is no release
 */
export default async function newestReleases(): Promise<Record<string, unknown> | null> {
  const { published } = await loadCatalogue({ newest: NEWEST })
  return published.length ? { newest: published, plainDay } : null
}
