import type { ModelPaginatorContract, ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import Story from '#models/story'

/** Which stories moderators look at. */
export const MODERATION_STATES = ['waiting', 'returned', 'published', 'featured', 'all'] as const

type StoryQuery = ModelQueryBuilderContract<typeof Story>

const NARROW: Readonly<Record<(typeof MODERATION_STATES)[number], (query: StoryQuery) => unknown>> = {
  waiting: (query) => query.where('is_published', false).whereNull('returned_at'),
  returned: (query) => query.where('is_published', false).whereNotNull('returned_at'),
  published: (query) => query.where('is_published', true),
  featured: (query) => query.where({ is_published: true, featured: true }),
  all: () => undefined,
}

/**
 * @param query - of stories
 * @param state - one of `MODERATION_STATES`
 */
export function narrowToState(query: unknown, state: string): void {
  const known = MODERATION_STATES.find((one) => one === state)
  if (known) NARROW[known](query as StoryQuery)
}

/** @returns how many stories wait for a moderator */
export async function countWaiting(): Promise<number> {
  const query = Story.query()
  NARROW.waiting(query)
  return Number((await query.count('* as total'))[0]?.$extras.total ?? 0)
}

/** What a moderator looks for. */
export interface ModerationSearch {
  state?: (typeof MODERATION_STATES)[number]
  /** Part of a name. */
  q?: string
  page?: number
  /** Stories on a page, 100 at the most. */
  size?: number
}

/**
 * @param search - what a moderator looks for
 * @returns a page of stories with category and submitter, the newest first; those that wait longest first when they wait
 */
export function storiesToModerate(search: ModerationSearch): Promise<ModelPaginatorContract<Story>> {
  const { state = 'waiting', q = '', page = 1, size = 50 } = search
  const query = Story.query().preload('category').preload('submittedBy')
  NARROW[state](query)
  if (q.trim()) query.whereILike('name', `%${q.trim().replace(/[\\%_]/g, '\\$&')}%`)
  const direction = state === 'waiting' ? 'asc' : 'desc'
  return query.orderBy('created_at', direction).orderBy('id', direction).paginate(page, Math.min(100, size))
}
