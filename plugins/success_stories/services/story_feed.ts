import { generateRssFeed } from 'feedsmith'
import { publishedStories, shownStories, type ShownStory } from '#services/shown_story'

/** As many as python.org's other feeds have. */
const ITEMS = 20

/** @returns the newest published stories */
export async function storiesForFeed(): Promise<ShownStory[]> {
  return shownStories(await publishedStories().limit(ITEMS))
}

/**
 * @param stories - the newest first
 * @param address - makes absolute addresses
 * @returns RSS 2.0
 */
export function storyFeed(stories: readonly ShownStory[], address: (path: string) => string): string {
  return generateRssFeed({
    title: 'Python success stories',
    link: address('/success-stories/'),
    description: 'How people and companies use Python',
    language: 'en',
    lastBuildDate: stories[0]?.publishedAt.toJSDate(),
    atom: { links: [{ href: address('/success-stories/feed.rss'), rel: 'self', type: 'application/rss+xml' }] },
    items: stories.map(({ name, path, pullQuote, companyName, category, publishedAt }) => ({
      title: name,
      link: address(path),
      guid: { value: address(path), isPermaLink: true },
      description: `${companyName}: ${pullQuote}`,
      categories: [{ name: category.name }],
      pubDate: publishedAt.toJSDate(),
    })),
  })
}
