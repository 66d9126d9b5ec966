import db from '@adonisjs/lucid/services/db'
import { fragments } from '@pydotorg/platform/cache'
import { countByPeriod } from '@pydotorg/platform/charts'
import Story from '#models/story'
import { STORIES_TAG } from '#models/story_category'

/** Stories by month. */
type StoriesByMonth = {
  months: string[]
  submitted: number[]
  published: number[]
}

const KEPT = { lifetime: 600, tags: [STORIES_TAG] }
const YEAR = { unit: 'month', count: 12 } as const

/** @returns how many stories were submitted and published in each of the last twelve months; null when none was */
export default async function storiesByMonth(): Promise<StoriesByMonth | null> {
  const stories = await fragments.remember('success_stories.stories_by_month', KEPT, count)
  return [...stories.submitted, ...stories.published].some((value) => value > 0) ? stories : null
}

async function count(): Promise<StoriesByMonth> {
  const submittedOnes = db.from(Story.table).whereNotNull('submitted_by_id')
  const submitted = await countByPeriod(submittedOnes, { ...YEAR, column: 'created_at' })
  const publishedOnes = db.from(Story.table).where('is_published', true)
  const published = await countByPeriod(publishedOnes, { ...YEAR, column: 'published_at' })
  return {
    months: published.map(({ label }) => label),
    submitted: submitted.map(({ value }) => value),
    published: published.map(({ value }) => value),
  }
}
