import type { Fragments } from '@pydotorg/platform/cache'
import { fileSize } from '@pydotorg/platform/http'
import type { PageCache } from '@pydotorg/platform/page_cache'
import { hitRatio } from './hit_ratio.js'
import { storeReport } from './store_report.js'

/** Tags that one page lists. */
const MOST_TAGS = 200

/** A name of what is in pages and in parts of them, as this process has seen it. */
export interface CacheTag {
  tag: string
  /** Pages that are kept now. */
  pages: number
  /** Pages that were dropped for it. */
  dropped: number
  /** How often a part with it was rendered. */
  rendered: number
}

/**
 * @param pages - whole pages
 * @param fragments - parts of pages
 * @returns what a page of operators tells of both, in this process
 */
export function cacheReport(pages: PageCache, fragments: Fragments) {
  const [whole, parts] = [pages.counts(), fragments.counts()]
  const tags = tagsOf(pages, fragments)
  return {
    whole,
    wholeRatio: hitRatio(whole.hits + whole.stale, whole.misses + whole.outdated + whole.refused),
    memory: { taken: fileSize(whole.bytes), most: fileSize(whole.limit) },
    clearedPages: whole.dropped.everything ?? 0,
    parts,
    partsRatio: hitRatio(parts.hits, parts.misses + parts.outdated + parts.failures),
    ...storeReport(parts, fragments.shared),
    tags: tags.slice(0, MOST_TAGS),
    more: Math.max(0, tags.length - MOST_TAGS),
  }
}

/** Those of most pages first. */
function tagsOf(pages: PageCache, fragments: Fragments): CacheTag[] {
  const kept = pages.tags()
  const { dropped } = pages.counts()
  const rendered = new Map(fragments.tags().map((one) => [one.tag, one.rendered]))
  const names = new Set([...kept.keys(), ...Object.keys(dropped), ...rendered.keys()])
  // What dropped all pages has no tag.
  names.delete('everything')
  return [...names]
    .map((tag) => ({
      tag,
      pages: kept.get(tag) ?? 0,
      dropped: dropped[tag] ?? 0,
      rendered: rendered.get(tag) ?? 0,
    }))
    .sort((a, b) => b.pages - a.pages || b.dropped - a.dropped || (a.tag < b.tag ? -1 : 1))
}
