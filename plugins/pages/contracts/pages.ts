/** A page as others speak of it. */
export interface NamedPage {
  id: number
  title: string
  /** Without slashes at its ends, e.g. `about/apps`. */
  path: string
}

/**
 * Pages by their ids, drafts among them: for staff who choose one. Whoever keeps the id of a page listens to `PageRemoved`,
 * too.
 *
 * @example
 * const pages = await (await app.container.make(Contracts)).optional(Pages)
 * const known = (await pages?.findMany([release.releasePageId])) ?? new Map()
 */
export default abstract class Pages {
  /**
   * Looks several up by one query.
   *
   * @param ids - ids of pages, in any order, also twice
   * @returns those that are there, by id
   * @example
   * const known = await pages.findMany([7, 12])
   */
  abstract findMany(ids: readonly number[]): Promise<ReadonlyMap<number, NamedPage>>

  /**
   * Looks pages up for who chooses one, by one query.
   *
   * @param typed - words of which each is in the title or the path; empty for the first pages
   * @param limit - at most so many
   * @returns pages by path
   * @example
   * const found = await pages.search('download releases', 20)
   */
  abstract search(typed: string, limit: number): Promise<NamedPage[]>
}
