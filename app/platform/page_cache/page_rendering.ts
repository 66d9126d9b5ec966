import { AsyncLocalStorage } from 'node:async_hooks'

/** What a page says of itself. */
export interface KeptFor {
  /** Seconds that it is shown without being made anew; shorter only for what changes by the clock alone. */
  lifetime: number
}

/**
 * One answer while it is made, for the cache to learn what is in it: tags of what it shows and tables that were asked.
 * Whatever makes it one visitor's own refuses it.
 */
export class PageRendering {
  readonly #tags = new Set<string>()
  #keptFor: KeptFor | null = null
  #refused: string | null = null

  /**
   * @param startedAt - moment in the log of changes, before anything was read for the answer
   * @param origin - scheme and host for which it is made, e.g. `https://www.python.org`
   */
  constructor(
    readonly startedAt: number,
    readonly origin: string
  ) {}

  /** Names of what is in it. */
  get tags(): ReadonlySet<string> {
    return this.#tags
  }

  /** How it may be kept; null while nobody has declared it public, or when somebody refused. */
  get keptFor(): KeptFor | null {
    return this.#refused === null ? this.#keptFor : null
  }

  /** Why it is not kept; null when nothing speaks against it. */
  get refused(): string | null {
    return this.#refused
  }

  /** @param tags - names of what it shows */
  add(tags: Iterable<string>): void {
    for (const tag of tags) this.#tags.add(tag)
  }

  /** @param keptFor - how it may be kept; the shortest lifetime counts */
  declare(keptFor: KeptFor): void {
    const lifetime = Math.min(keptFor.lifetime, this.#keptFor?.lifetime ?? Infinity)
    this.#keptFor = { lifetime }
  }

  /** @param reason - why it must not be kept */
  refuse(reason: string): void {
    this.#refused ??= reason
  }
}

const renderings = new AsyncLocalStorage<PageRendering>()

/** @returns the answer that is made here and may be kept; undefined where none is */
export function currentRendering(): PageRendering | undefined {
  return renderings.getStore()
}

/**
 * @param rendering - the answer that is made
 * @param make - makes it; what is called from there, also later, belongs to it
 * @returns what `make` returns
 */
export function whileRendering<T>(rendering: PageRendering, make: () => T): T {
  return renderings.run(rendering, make)
}

/**
 * Says of what the page that is being made is out of date, beside the tables that were asked for it, which are known
 * without. Does nothing where no page is made.
 *
 * @param tags - as `dropTags()` knows them
 * @example
 * tagPage('weather:amsterdam')
 */
export function tagPage(...tags: string[]): void {
  currentRendering()?.add(tags)
}
