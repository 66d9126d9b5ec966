import { offersOf } from '#services/downloads_overview'
import { loadCatalogue } from '#services/release_catalogue'
import { plainDay } from '#services/release_dates'

/**
 * The button of the home page, by two queries.
 *
 * @returns null while nothing can be downloaded
 */
export default async function downloadButton(): Promise<Record<string, unknown> | null> {
  const offers = await offersOf(await loadCatalogue({ latestOnly: true }))
  return offers.length ? { offers, plainDay } : null
}
