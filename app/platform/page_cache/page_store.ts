import { LRUCache } from 'lru-cache'
import { sizeOf, type KeptPage } from './kept_page.js'

/** A page takes at most this part of the memory. */
const LARGEST_PART = 8

/** Pages in memory, bounded in bytes: those that were asked for longest ago go first. */
export class PageStore {
  readonly #pages: LRUCache<string, KeptPage>
  /** Keys by tag. */
  readonly #tagged = new Map<string, Set<string>>()
  #evicted = 0

  /** @param bytes - that all pages take together, at most */
  constructor(bytes: number) {
    this.#pages = new LRUCache<string, KeptPage>({
      maxSize: bytes,
      maxEntrySize: Math.ceil(bytes / LARGEST_PART),
      sizeCalculation: sizeOf,
      dispose: (page, key, reason) => this.#unlink(page, key, reason),
    })
  }

  /** Pages, bytes, and how many made room for others. */
  get counts(): { pages: number; bytes: number; evicted: number } {
    return { pages: this.#pages.size, bytes: this.#pages.calculatedSize, evicted: this.#evicted }
  }

  /** @returns how many pages there are now, by tag */
  tags(): Map<string, number> {
    return new Map([...this.#tagged].map(([tag, keys]) => [tag, keys.size]))
  }

  /**
   * @param key - of a page
   * @returns the page, also one that is no longer fresh; undefined without one
   */
  get(key: string): KeptPage | undefined {
    return this.#pages.get(key)
  }

  /**
   * @param key - of the page
   * @param page - to be kept
   * @returns false when it is too big
   */
  set(key: string, page: KeptPage): boolean {
    this.#pages.set(key, page)
    if (!this.#pages.has(key)) return false
    for (const tag of page.tags) {
      const keys = this.#tagged.get(tag) ?? new Set()
      this.#tagged.set(tag, keys)
      keys.add(key)
    }
    return true
  }

  /**
   * @param key - of the page
   * @param old - that was sent; when it was dropped or made anew meanwhile, nothing happens
   * @param page - the same with other bodies
   */
  replace(key: string, old: KeptPage, page: KeptPage): void {
    if (this.#pages.peek(key) === old) this.set(key, page)
  }

  /**
   * @param tags - what has changed
   * @returns how many pages are gone
   */
  drop(tags: Iterable<string>): number {
    let dropped = 0
    for (const tag of tags) {
      for (const key of [...(this.#tagged.get(tag) ?? [])]) if (this.#pages.delete(key)) dropped += 1
    }
    return dropped
  }

  /** @returns how many pages are gone */
  clear(): number {
    const { size } = this.#pages
    this.#pages.clear()
    return size
  }

  #unlink({ tags }: KeptPage, key: string, reason: string): void {
    if (reason === 'evict') this.#evicted += 1
    for (const tag of tags) {
      const keys = this.#tagged.get(tag)
      keys?.delete(key)
      if (keys?.size === 0) this.#tagged.delete(tag)
    }
  }
}
