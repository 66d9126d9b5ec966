import type { MediaImage } from '@pydotorg/platform/media'

/**
 * Of everything kept that shows a company: it is dropped when one changes, so put it beside your own.
 *
 * @example
 * cache: { lifetime: '10 minutes', tags: ['jobs:jobs', COMPANIES_TAG] }
 */
export const COMPANIES_TAG = 'companies:companies'

/**
 * Tables that a listed company is made of, for who keeps a part by its tables.
 *
 * @example
 * await fragments.remember('jobs.list', { lifetime: 3600, tags: [], tables: [Job.table, ...COMPANIES_TABLES] }, render)
 */
export const COMPANIES_TABLES: readonly string[] = ['companies_companies', 'media_images']

/** A company as others show it. */
export interface ListedCompany {
  id: number
  slug: string
  name: string
  /** Its own site; null when none is known. */
  url: string | null
  /** What it does: HTML that is safe to print; empty when nobody wrote it. */
  aboutHtml: string
  /** For `@!ui.picture`; null without one. */
  logo: MediaImage | null
}

/** A company to choose from. */
export type NamedCompany = Pick<ListedCompany, 'id' | 'name'>

/**
 * Companies by their ids. Whoever speaks of one keeps its id, and a name of their own for when the company is gone or
 * this plugin is off.
 *
 * @example
 * const companies = await (await app.container.make(Contracts)).optional(Companies)
 * const known = (await companies?.findMany([story.companyId])) ?? new Map()
 */
export default abstract class Companies {
  /**
   * @param id - a company's id
   * @returns the company; null when there is none
   * @example
   * const company = await companies.find(7)
   */
  abstract find(id: number): Promise<ListedCompany | null>

  /**
   * Looks several up by one query.
   *
   * @param ids - ids of companies, in any order, also twice
   * @returns those that are there, by id
   * @example
   * const known = await companies.findMany(stories.map(({ companyId }) => companyId))
   */
  abstract findMany(ids: readonly number[]): Promise<ReadonlyMap<number, ListedCompany>>

  /**
   * Looks companies up for who chooses one, by one query.
   *
   * @param typed - words of which each is in the name; empty for the first companies
   * @param limit - at most so many
   * @returns companies by name
   * @example
   * const found = await companies.search('snake', 20)
   */
  abstract search(typed: string, limit: number): Promise<NamedCompany[]>
}
