import factory from '@adonisjs/lucid/factories'
import { DateTime } from 'luxon'
import Story from '#models/story'
import StoryCategory from '#models/story_category'

let made = 0

/** A category without stories. */
export const StoryCategoryFactory = factory
  .define(StoryCategory, () => {
    made += 1
    return { name: `Category ${made}` }
  })
  .build()

/**
 * A story that waits for a moderator, in a category of its own unless `categoryId` is given. States: `published`,
 * `featured`, `returned`.
 *
 * @example
 * const story = await StoryFactory.merge({ name: 'Snakes at work' }).apply('published').create()
 */
export const StoryFactory = factory
  .define(Story, () => {
    made += 1
    return {
      name: `Story ${made}`,
      companyName: `Company ${made}`,
      companyUrl: `https://company${made}.example.org/`,
      author: 'Ada Example',
      authorEmail: 'ada@example.org',
      pullQuote: `Python was quick to write, number ${made}.`,
      content: 'It began with *one* script.',
      isPublished: false,
      featured: false,
      returnReason: '',
    }
  })
  .before('create', async (_factory, story, { $trx }) => {
    made += 1
    story.categoryId ??= (await StoryCategory.create({ name: `Category ${made}` }, { client: $trx })).id
  })
  .state('published', (story) => {
    made += 1
    story.merge({ isPublished: true, publishedAt: story.publishedAt ?? DateTime.utc(2025, 1, 1).plus({ hours: made }) })
  })
  .state('featured', (story) => story.merge({ featured: true, featuredAt: DateTime.utc(2025, 1, 1) }))
  .state('returned', (story) => {
    story.merge({ returnedAt: DateTime.utc(2025, 1, 2), returnReason: 'Tell us more about the numbers.' })
  })
  .build()
