import { BANNER_TYPES, type BannerTarget, type BannerType } from '#services/banner_kinds'

/** An active banner, as processes keep it. */
export interface ActiveBanner {
  id: number
  title: string
  message: string
  link: string | null
  linkText: string | null
  bannerType: BannerType
  target: BannerTarget
  paths: readonly string[]
  isDismissible: boolean
  isSitewide: boolean
  /** ISO days, both included. */
  startDate: string | null
  endDate: string | null
  /** Differs when anything was changed: who dismissed the banner of before sees the new one. */
  revision: number
}

/** Where and when a banner would be shown. */
export interface Occasion {
  target: BannerTarget
  /** Path of the request. */
  path: string
  /** ISO day, UTC. */
  today: string
}

/**
 * Behaviour kept from litestar-pydotorg: active, within its days, for this target or for the whole site, and on all paths
 * or one of its own. Where several could be shown, what matters more comes first, then the one that is more about this
 * path, then the newer one.
 *
 * @param banners - active ones
 * @param occasion - where and when
 * @returns those to be shown, the first one first
 */
export function chooseBanners(banners: readonly ActiveBanner[], { target, path, today }: Occasion): ActiveBanner[] {
  return banners
    .filter((banner) => banner.isSitewide || banner.target === target)
    .filter(({ startDate, endDate }) => (startDate ?? today) <= today && today <= (endDate ?? today))
    .map((banner) => ({ banner, reach: reachOf(banner.paths, path) }))
    .filter(({ reach }) => reach >= 0)
    .sort((a, b) => weightOf(b.banner) - weightOf(a.banner) || b.reach - a.reach || b.banner.id - a.banner.id)
    .map(({ banner }) => banner)
}

function weightOf({ bannerType }: ActiveBanner): number {
  return BANNER_TYPES.indexOf(bannerType)
}

/** How long the first part is by which a path is meant: 0 when every path is, -1 when this one is not. */
function reachOf(paths: readonly string[], path: string): number {
  if (paths.length === 0) return 0
  return Math.max(...paths.map((prefix) => (isBelow(prefix, path) ? prefix.length : -1)))
}

/** Whole parts only: `/psf` is not about `/psforum/`. `/` is the home page alone: for every page, no path is given. */
function isBelow(prefix: string, path: string): boolean {
  if (prefix === '/') return path === '/'
  const bare = prefix.replace(/\/$/, '')
  return path === bare || path.startsWith(`${bare}/`)
}
