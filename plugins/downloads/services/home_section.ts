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
  const offers = await offersOf(await loadCatalogue({ latestOnly: true }))
  if (!offers.length) return null
  const { published } = await loadCatalogue({ newest: NEWEST })
  return { offers, newest: published, plainDay }
}
