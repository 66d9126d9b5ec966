import { offersOf } from '#services/downloads_overview'
import { loadCatalogue } from '#services/release_catalogue'
import { plainDay } from '#services/release_dates'

/** As many as fit beside the button. */
const NEWEST = 4

/**
 * What the home page says of downloads.
 *
 * @returns null while nothing can be downloaded
 */
export default async function homeSection(): Promise<Record<string, unknown> | null> {
  const [latest, newest] = await Promise.all([loadCatalogue({ latestOnly: true }), loadCatalogue({ newest: NEWEST })])
  const offers = await offersOf(latest)
  return offers.length ? { offers, newest: newest.published, plainDay } : null
}
