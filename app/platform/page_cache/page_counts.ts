/** What became of requests in this process since it started. */
export interface PageCounts {
  /** Answered from memory, those for which the visitor had the page included. */
  hits: number
  /** Of the hits, those that sent no body. */
  notModified: number
  /** Made, and kept. */
  misses: number
  /** Answered from memory with a page that is being made anew, or cannot be. */
  stale: number
  /** Made and not kept, since something in it changed meanwhile. */
  outdated: number
  /** Made and not kept, since it is one visitor's own or declared so by nobody. */
  refused: number
  /** Answered without a look at what is kept: writes, sessions, other hosts, unknown parameters. */
  passed: number
  pages: number
  bytes: number
  /** Bytes that there may be; 0 when nothing is kept. */
  limit: number
  evicted: number
  /** Pages that were dropped, by what had changed. */
  dropped: Readonly<Record<string, number>>
}

/** More names than there are tables and tags. */
const MOST_TAGS = 1_000

/** Counts what a page cache does. */
export class PageCounter {
  hits = 0
  notModified = 0
  misses = 0
  stale = 0
  outdated = 0
  refused = 0
  passed = 0
  readonly #dropped = new Map<string, number>()

  /**
   * @param tag - what has changed
   * @param pages - how many were dropped for it
   */
  drop(tag: string, pages: number): void {
    if (pages === 0 || (this.#dropped.size >= MOST_TAGS && !this.#dropped.has(tag))) return
    this.#dropped.set(tag, (this.#dropped.get(tag) ?? 0) + pages)
  }

  /**
   * @param store - what is kept now
   * @returns all figures
   */
  read(store: { pages: number; bytes: number; limit: number; evicted: number }): PageCounts {
    const { hits, notModified, misses, stale, outdated, refused, passed } = this
    return {
      ...{ hits, notModified, misses, stale, outdated, refused, passed },
      ...store,
      dropped: Object.fromEntries(this.#dropped),
    }
  }
}
