import { DateTime } from 'luxon'
import type { ActiveBanner } from '#services/choose_banners'
import { chooseBanners } from '#services/choose_banners'
import { keptBanners } from '#services/kept_banners'

/** Bytes of the header: clients and proxies take 8,000 for all headers together, and the others need room. */
const MOST_BYTES = 2_000

/**
 * Behaviour kept from litestar-pydotorg: a JSON array of type, title, message and link in `X-API-Notice`. Banners that
 * find no room are left out whole, so that the JSON always is JSON.
 *
 * @param path - of a request below `/api/`
 * @returns the header, or nothing when no banner is for programs
 */
export default function apiNotice(path: string): Record<string, string> {
  const today = DateTime.utc().toISODate()
  const banners = chooseBanners(keptBanners.current(), { target: 'api', path, today })
  const notices: string[] = []
  let length = 2
  for (const banner of banners) {
    const notice = asciiJson(banner)
    if (length + notice.length + 1 > MOST_BYTES) continue
    notices.push(notice)
    length += notice.length + 1
  }
  return notices.length ? { 'X-API-Notice': `[${notices.join(',')}]` } : {}
}

/** Headers are Latin-1 on the wire, so everything beyond ASCII is escaped as JSON does it. */
function asciiJson({ bannerType: type, title, message, link }: ActiveBanner): string {
  return JSON.stringify({ type, title, message, link }).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
}
