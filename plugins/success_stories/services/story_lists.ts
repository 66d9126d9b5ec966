import db from '@adonisjs/lucid/services/db'
import type { ModelPaginatorContract } from '@adonisjs/lucid/types/model'
import { fragments } from '@pydotorg/platform/cache'
import Story from '#models/story'
import StoryCategory from '#models/story_category'
import { publishedStories, shownStories, type ShownStory } from '#services/shown_story'

/** As many as stand side by side on top. */
const FEATURED = 4
/** Of each category on the page of all. */
const NEWEST_OF_CATEGORY = 5
const ON_A_PAGE = 20
/** Categories are made by hand; nobody reads more. */
const MOST_CATEGORIES = 100

/** A category with its newest stories. */
export interface CategorySection {
  name: string
  path: string
  /** Of all its published stories. */
  total: number
  stories: ShownStory[]
}

/** What the page of all stories shows. */
export interface StoryOverview {
  /** Those that staff chose; the newest ones when they chose none. */
  highlights: ShownStory[]
  /** Only those that have a story. */
  sections: CategorySection[]
}

interface Place {
  id: number
  /** Of its category. */
  total: number
  /** Among the newest of its category; else it is there because it is featured. */
  newest: boolean
}

/** The first few of every category, and how many it has, by one walk over the index. */
const NEWEST = `
  select id, total, place <= :most as newest from (
    select id, category_id, featured, published_at,
      row_number() over (partition by category_id order by published_at desc, id desc) as place,
      row_number() over (partition by featured order by published_at desc, id desc) as place_of_featured,
      (count(*) over (partition by category_id))::int as total
    from success_stories_stories where is_published
  ) numbered
  where place <= :most or (featured and place_of_featured <= :featured)`

/** Seconds; a story that changes drops it earlier. */
const AN_HOUR = 3_600

/** @returns which stories the page of all shows; kept, since to find them looks at every story */
export function newestPlaces(): Promise<Place[]> {
  const kept = { lifetime: AN_HOUR, tags: [], tables: [Story.table] }
  return fragments.remember('success_stories.newest', kept, async () => {
    const bounds = { most: NEWEST_OF_CATEGORY, featured: FEATURED }
    const { rows } = await db.rawQuery<{ rows: Place[] }>(NEWEST, bounds)
    return rows
  })
}

/** @returns what the page of all stories shows; the number of queries does not grow with categories or stories */
export async function storyOverview(): Promise<StoryOverview> {
  const places = new Map((await newestPlaces()).map((place) => [place.id, place]))
  const stories = await publishedStories()
    .select('featured')
    .whereIn('id', [...places.keys()])
  const shown = await shownStories(stories)
  const all = stories.map((story, index) => ({ story, place: places.get(story.id)!, shown: shown[index]! }))
  const featured = all.filter(({ story }) => story.featured)
  const highlights = (featured.length > 0 ? featured : all).slice(0, FEATURED)
  return {
    highlights: highlights.map((one) => one.shown),
    sections: sectionsOf(all.filter(({ place }) => place.newest)),
  }
}

function sectionsOf(newest: readonly { place: Place; shown: ShownStory }[]): CategorySection[] {
  const sections = new Map<string, CategorySection>()
  for (const { place, shown } of newest) {
    const { name, path } = shown.category
    const section = sections.get(path) ?? { name, path, total: place.total, stories: [] }
    section.stories.push(shown)
    sections.set(path, section)
  }
  return [...sections.values()].sort((one, other) => one.name.localeCompare(other.name, 'en'))
}

/** A page of a category. */
export interface CategoryPage {
  category: StoryCategory
  pages: ModelPaginatorContract<Story>
  stories: ShownStory[]
}

/**
 * @param slug - of a category
 * @param page - from 1
 * @returns its published stories, the newest first; null when there is no such category or no such page of it
 */
export async function categoryPage(slug: string, page: number): Promise<CategoryPage | null> {
  const category = await StoryCategory.findBy('slug', slug)
  if (!category) return null
  const pages = await publishedStories().where('category_id', category.id).paginate(page, ON_A_PAGE)
  if (page > 1 && page > pages.lastPage) return null
  pages.baseUrl(category.path)
  return { category, pages, stories: await shownStories(pages.all()) }
}

/** @returns every category by name, for menus and forms */
export function storyCategories(): Promise<StoryCategory[]> {
  return StoryCategory.query().orderBy('name').limit(MOST_CATEGORIES)
}
