import { DateTime } from 'luxon'
import type { PageTopData } from '@pydotorg/platform/contributions'
import { TYPE_WORDS } from '#services/banner_kinds'
import { chooseBanners } from '#services/choose_banners'
import { keptBanners } from '#services/kept_banners'

const LINK_TEXT = 'Learn more'

/**
 * @param path - of a page
 * @returns the one banner that stands above its header, the same for every visitor; null for none
 */
export default function pageBanner(path: string): PageTopData {
  const today = DateTime.utc().toISODate()
  const [banner] = chooseBanners(keptBanners.current(), { target: 'frontend', path, today })
  if (!banner) return null
  const { id, revision, title, message, link, linkText, bannerType, isDismissible } = banner
  return {
    title,
    message,
    link,
    linkText: linkText ?? LINK_TEXT,
    type: bannerType,
    word: TYPE_WORDS[bannerType],
    dismissKey: isDismissible ? `banners-${id}-${revision}` : null,
  }
}
