import { COMPANIES_TABLES } from '@pydotorg/companies/contracts/companies'
import { fragments, renderFragment } from '@pydotorg/platform/cache'
import { MediaImage } from '@pydotorg/platform/media'
import Story from '#models/story'
import StoryCategory from '#models/story_category'
import { storyOverview } from '#services/story_lists'

/** Seconds; nothing in it changes by the clock. */
const A_DAY = 86_400

/** What the list of all stories is made of. */
export const OVERVIEW_TABLES: readonly string[] = [
  ...new Set([Story.table, StoryCategory.table, MediaImage.table, ...COMPANIES_TABLES]),
]

/**
 * The list is the same for everybody and kept until a story, a category, an image or a company changes. Whether somebody
 * may submit a story is no part of it.
 *
 * @returns HTML of the page of all stories below its title, without a query while it is kept; empty when there is no story
 */
export function overviewMarkup(): Promise<string> {
  const kept = { lifetime: A_DAY, tags: [], tables: OVERVIEW_TABLES }
  return fragments.remember('success_stories.overview', kept, async () => {
    const overview = await storyOverview()
    if (overview.highlights.length === 0) return ''
    return renderFragment('success_stories::pages/stories/overview', { ...overview })
  })
}
