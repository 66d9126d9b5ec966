import type { PageMeta } from '@pydotorg/platform/seo'
import type { ListedCompany } from '@pydotorg/companies/contracts/companies'
import Story from '#models/story'
import { companiesOf, companyFacts, publishedStories, shownStories, type ShownStory } from '#services/shown_story'

/** As many as stand side by side. */
const RELATED = 3

/** What the page of a story shows. */
export interface StoryPage {
  story: Story
  companyName: string
  companyUrl: string
  /** The company, when the site knows more of it than its name. */
  company: ListedCompany | null
  /** Others of its category, the newest first. */
  related: ShownStory[]
}

/**
 * @param slug - of a story
 * @returns the story, draft or not, with its category; null when there is none
 */
export function findStory(slug: string): Promise<Story | null> {
  return Story.query().where('slug', slug).preload('category').preload('image').first()
}

/**
 * @param story - read by `findStory`
 * @returns what its page shows
 */
export async function storyPage(story: Story): Promise<StoryPage> {
  const others = await publishedStories().where('category_id', story.categoryId).whereNot('id', story.id).limit(RELATED)
  const companies = await companiesOf([story, ...others])
  const company = companies.get(story.companyId ?? 0)
  return {
    story,
    ...companyFacts(story, company),
    company: company?.aboutHtml || company?.logo ? company : null,
    related: await shownStories(others, companies),
  }
}

/**
 * @param page - of a published story
 * @param address - its absolute address, by which search engines take both descriptions for one
 * @returns what it says of itself to search engines and to sites that show links
 */
export function storyMeta({ story, companyName, companyUrl }: StoryPage, address: string): PageMeta {
  return {
    type: 'article',
    image: story.image,
    publishedAt: story.publishedAt ?? undefined,
    modifiedAt: story.updatedAt,
    jsonLd: {
      '@type': 'Article',
      '@id': address,
      'articleSection': story.category.name,
      'author': { '@type': 'Person', 'name': story.author },
      'about': { '@type': 'Organization', 'name': companyName, 'url': companyUrl },
    },
  }
}
