import { KeptInMemory } from '@pydotorg/platform/announcements'
import type { ActiveBanner } from '#services/choose_banners'

/** A row as the database gives it. */
interface BannerRow extends Pick<ActiveBanner, 'id' | 'title' | 'message' | 'link' | 'target' | 'paths'> {
  link_text: string | null
  banner_type: ActiveBanner['bannerType']
  is_dismissible: boolean
  is_sitewide: boolean
  start_date: string | null
  end_date: string | null
  updated_at: Date
}

/** More than anybody shows at once. */
const BOUND = 200

/** Active banners, also of days to come: they appear and go at midnight UTC without a restart. */
export const keptBanners = new KeptInMemory<BannerRow, ActiveBanner[]>({
  name: 'banners_banners',
  select: `
    select id, title, message, link, link_text, banner_type, target, paths, is_dismissible, is_sitewide,
      start_date, end_date, updated_at
    from banners_banners where is_active order by id desc limit ${BOUND}`,
  from: (rows) => rows.map(activeBanner),
})

export default keptBanners

function activeBanner({ id, title, message, link, target, paths, ...row }: BannerRow): ActiveBanner {
  return {
    ...{ id, title, message, link, target, paths },
    linkText: row.link_text,
    bannerType: row.banner_type,
    isDismissible: row.is_dismissible,
    isSitewide: row.is_sitewide,
    startDate: row.start_date,
    endDate: row.end_date,
    revision: row.updated_at.getTime(),
  }
}
