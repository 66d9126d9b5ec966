import app from '@adonisjs/core/services/app'
import Companies, { type ListedCompany } from '@pydotorg/companies/contracts/companies'
import { Contracts } from '@pydotorg/platform/contracts'
import type { MediaImage } from '@pydotorg/platform/media'
import type { DateTime } from 'luxon'
import Story from '#models/story'

/** A story as lists show it. */
export interface ShownStory {
  name: string
  path: string
  pullQuote: string
  companyName: string
  companyUrl: string
  category: { name: string; path: string }
  publishedAt: DateTime
  image: MediaImage | null
}

/** Everything but the text, which may be long. */
const COLUMNS = [
  ...['id', 'name', 'slug', 'company_name', 'company_url', 'company_id', 'category_id', 'pull_quote'],
  ...['is_published', 'published_at', 'image_id'],
]

/** @returns a query over what everybody sees, the newest first, without the texts */
export function publishedStories() {
  return Story.query()
    .where('is_published', true)
    .orderBy('published_at', 'desc')
    .orderBy('id', 'desc')
    .select(COLUMNS)
    .preload('category')
    .preload('image')
}

/**
 * @param stories - published ones, read by `publishedStories()`
 * @param known - companies that were looked up already
 * @returns them as lists show them, with the companies that the site knows
 */
export async function shownStories(
  stories: readonly Story[],
  known?: ReadonlyMap<number, ListedCompany>
): Promise<ShownStory[]> {
  const companies = known ?? (await companiesOf(stories))
  return stories.map((story) => ({
    name: story.name,
    path: story.path,
    pullQuote: story.pullQuote,
    ...companyFacts(story, companies.get(story.companyId ?? 0)),
    category: { name: story.category.name, path: story.category.path },
    publishedAt: story.publishedAt!,
    image: story.image ?? null,
  }))
}

/**
 * @param stories - some stories
 * @returns the companies that they name, by id; none while the plugin companies is off
 */
export async function companiesOf(stories: readonly Story[]): Promise<ReadonlyMap<number, ListedCompany>> {
  const ids = stories.map(({ companyId }) => companyId).filter((id) => id !== null)
  if (ids.length === 0) return new Map()
  const contracts = await app.container.make(Contracts)
  const companies = await contracts.optional(Companies)
  return (await companies?.findMany(ids)) ?? new Map()
}

/** Behaviour kept from python.org: a company that the site knows has the last word about its name and its address. */
export function companyFacts(story: Story, company: ListedCompany | undefined) {
  return { companyName: company?.name ?? story.companyName, companyUrl: company?.url ?? story.companyUrl }
}
