import StoryCategory from '#models/story_category'

/** python.org's own; stories are of those who tell them, so none comes with the site. */
const NAMES = ['Arts', 'Business', 'Education', 'Engineering', 'Government', 'Scientific', 'Software Development']

/**
 * The categories of an empty site. Where there are some, staff have decided which.
 *
 * @returns what it did
 */
export default async function seedCategories(): Promise<string> {
  if (await StoryCategory.query().first()) return 'categories are there'
  await StoryCategory.createMany(NAMES.map((name) => ({ name })))
  return `added ${NAMES.length} categories`
}
