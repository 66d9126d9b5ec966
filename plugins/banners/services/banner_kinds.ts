/** How much a banner matters, from the least. */
export const BANNER_TYPES = ['info', 'success', 'warning', 'error'] as const

export type BannerType = (typeof BANNER_TYPES)[number]

/** Who reads it: people on pages, or programs that ask the API. */
export const BANNER_TARGETS = ['frontend', 'api'] as const

export type BannerTarget = (typeof BANNER_TARGETS)[number]

/** The type as a word, which stands before the title: colour alone says nothing to many people. */
export const TYPE_WORDS: Readonly<Record<BannerType, string>> = {
  info: 'Notice',
  success: 'Good news',
  warning: 'Warning',
  error: 'Problem',
}
