import { DateTime } from 'luxon'
import { publishedStories, shownStories } from '#services/shown_story'

/**
 * A featured story for the home page. python.org takes another one for each visitor; a page that is kept for many needs
 * one for all, so it is another one each hour.
 *
 * @returns null while no featured story is published
 */
export default async function homeSection(): Promise<Record<string, unknown> | null> {
  const hour = DateTime.utc().toFormat('yyyy-MM-dd HH')
  const chosen = await publishedStories()
    .where('featured', true)
    .clearOrder()
    .orderByRaw(`md5(id || ' ' || ?)`, [hour])
    .limit(1)
  const [story] = await shownStories(chosen)
  return story ? { story } : null
}
