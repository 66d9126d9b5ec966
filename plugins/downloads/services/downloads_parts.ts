import { fragments, renderFragment } from '@pydotorg/platform/cache'
import { downloadsOverview } from '#services/downloads_overview'
import { plainDay } from '#services/release_dates'
import { isUnfiltered, type ReleaseFilter } from '#services/release_filter'
import { releaseRow } from '#services/scraped_markup'

/** Seconds: the drawing has a line for today. */
const A_DAY = 86_400

/** What the overview is made of. */
export const OVERVIEW_TABLES = [
  'downloads_releases',
  'downloads_release_files',
  'downloads_operating_systems',
  'downloads_branches',
]

/** HTML of `/downloads/` between header and footer. */
export interface DownloadsParts {
  hero: string
  main: string
}

/**
 * Renders hundreds of rows and two drawings, which is the same for everybody and kept until a release changes; what
 * somebody filters is rendered for them.
 *
 * @param filter - what the visitor asked the list for
 * @returns both parts; without a query while they are kept
 */
export async function downloadsParts(filter: ReleaseFilter): Promise<DownloadsParts> {
  const parts = partsOf(filter)
  if (!isUnfiltered(filter)) return { hero: await parts.hero(), main: await parts.main() }
  const today = new Date().toISOString().slice(0, 10)
  const kept = { lifetime: A_DAY, tags: [], tables: OVERVIEW_TABLES }
  const hero = await fragments.remember(`downloads.hero.${today}`, kept, parts.hero)
  const main = await fragments.remember(`downloads.overview.${today}`, kept, parts.main)
  return { hero, main }
}

/** What both are made of is collected for the first of them. */
function partsOf(filter: ReleaseFilter): Record<keyof DownloadsParts, () => Promise<string>> {
  let overview: Promise<Record<string, unknown>> | null = null
  const collect = async (): Promise<Record<string, unknown>> => {
    return { ...(await downloadsOverview(filter)), isFiltered: !isUnfiltered(filter), plainDay, releaseRow }
  }
  const collected = (): Promise<Record<string, unknown>> => (overview ??= collect())
  return {
    hero: async () => renderFragment('downloads::components/hero', await collected()),
    main: async () => renderFragment('downloads::pages/downloads/overview', await collected()),
  }
}
