import { fragments, renderFragment } from '@pydotorg/platform/cache'
import type { Site } from '@pydotorg/platform/http'
import type { JsonLd } from '@pydotorg/platform/seo'
import { checksumMarkup } from '#services/checksum'
import { plainDay } from '#services/release_dates'
import { releaseJsonLd } from '#services/release_json_ld'
import { releasePage, type ReleasePage } from '#services/release_page'
import { buttonHref } from '#services/scraped_markup'
import { fileNameOf } from '#services/verification'

/** Seconds; nothing on the page changes by the clock, so this only lets go of what nobody reads. */
const A_DAY = 86_400

/** What the page of a release is made of. */
export const RELEASE_TABLES = [
  'downloads_releases',
  'downloads_release_files',
  'downloads_operating_systems',
  'downloads_branches',
]

/** What the head of the page tells of a release, as JSON can hold it. */
export interface ReleaseHead {
  name: string
  slug: string
  /** ISO day on which it was released. */
  day: string
  /** ISO moment. */
  updatedAt: string
  jsonLd: JsonLd[]
}

/** The page of a release without what the site puts around it. */
export interface ReleaseParts {
  head: ReleaseHead
  /** HTML between header and footer. */
  body: string
}

/** Nothing is kept for addresses that anybody can make up. */
class NotPublished extends Error {}

/**
 * A release page is the same for everybody, drafts are on none, and both parts are kept until a release, a file, a
 * system or a series changes. The text is kept apart from the head, since what is JSON is read anew at every visit.
 *
 * @param slug - e.g. `python-3142`
 * @param site - whose page it is
 * @returns both parts, without a query while they are kept; null when no published release has that slug
 */
export async function releaseParts(slug: string, site: Site): Promise<ReleaseParts | null> {
  const page = collectOnce(slug)
  const kept = { lifetime: A_DAY, tags: [], tables: RELEASE_TABLES }
  try {
    const head = await fragments.remember(`downloads.release.head.${slug}`, kept, async () =>
      headOf(await page(), site)
    )
    const body = await fragments.remember(`downloads.release.body.${slug}`, kept, async () => bodyOf(await page()))
    return { head, body }
  } catch (error) {
    if (error instanceof NotPublished) return null
    throw error
  }
}

/** What both are made of is collected for the first of them. */
function collectOnce(slug: string): () => Promise<ReleasePage> {
  let collected: Promise<ReleasePage | null> | null = null
  return async () => {
    const page = await (collected ??= releasePage(slug))
    if (!page) throw new NotPublished(slug)
    return page
  }
}

function headOf({ release, systems }: ReleasePage, site: Site): ReleaseHead {
  return {
    name: release.name,
    slug: release.slug,
    day: release.releaseDate.toISODate()!,
    updatedAt: release.updatedAt.toUTC().toISO()!,
    jsonLd: releaseJsonLd(release, systems, site),
  }
}

function bodyOf(page: ReleasePage): Promise<string> {
  return renderFragment('downloads::pages/releases/body', { ...page, buttonHref, checksumMarkup, fileNameOf, plainDay })
}
