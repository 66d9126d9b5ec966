import type { Lazy } from '../plugins/lazy.js'

/** What the template shows; null for nothing on this page. */
export type PageTopData = Record<string, unknown> | null

/**
 * Something above the header of pages, e.g. a word to all visitors. Chosen by the path alone: pages are the same for
 * everybody. Asked for every page, so it answers from memory.
 */
export interface PageTop {
  /** Stable name, `<plugin>.<noun>`. */
  key: string
  /** An Edge template, e.g. `banners::page_top`; it gets what `data` returns. */
  view: string
  data: Lazy<(path: string) => PageTopData | Promise<PageTopData>>
}
