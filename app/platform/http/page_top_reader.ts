import type { ContributionReader, PageTop } from '../contributions/main.js'
import { loadOnce } from '../plugins/lazy.js'

/** What is needed of a logger. */
interface Log {
  error(details: object, message: string): void
}

/** A part of a page: a template, and what it shows. */
export interface PagePart {
  view: string
  data: Record<string, unknown>
}

/** What stands above the header of a page. One part that throws takes nothing else with it. */
export class PageTopReader {
  readonly #contributed: ContributionReader
  readonly #log: Log

  /**
   * @param contributed - by the plugins that are on
   * @param log - is told of parts that throw
   */
  constructor(contributed: ContributionReader, log: Log) {
    this.#contributed = contributed
    this.#log = log
  }

  /**
   * @param path - of the page
   * @returns the parts that have something to show there, in the order of the plugins
   */
  async at(path: string): Promise<PagePart[]> {
    const parts = await Promise.all(this.#contributed.pageTops().map((top) => this.#partOf(top, path)))
    return parts.filter((part) => part !== null)
  }

  async #partOf({ key, view, data }: PageTop, path: string): Promise<PagePart | null> {
    try {
      const load = await loadOnce(data)
      const shown = await load(path)
      return shown && { view, data: shown }
    } catch (error) {
      this.#log.error({ err: error, part: key }, 'a part above the header was left out')
      return null
    }
  }
}
