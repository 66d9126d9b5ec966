import type { ModelPaginatorContract } from '@adonisjs/lucid/types/model'
import type { User } from '@pydotorg/platform/identity'
import Story, { type StoryState } from '#models/story'

const ON_A_PAGE = 20

/** As people read them. */
export const STATE_TITLES: Readonly<Record<StoryState, string>> = {
  waiting: 'Waiting',
  published: 'Published',
  returned: 'Returned',
}

/**
 * @param user - an account
 * @param page - from 1
 * @returns the stories that they submitted, the newest first, without the texts
 */
export async function ownSubmissions(user: User, page: number): Promise<ModelPaginatorContract<Story>> {
  const stories = await Story.query()
    .where('submitted_by_id', user.id)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .select('id', 'name', 'slug', 'category_id', 'is_published', 'published_at', 'returned_at', 'return_reason')
    .select('created_at', 'submitted_by_id')
    .preload('category')
    .paginate(page, ON_A_PAGE)
  stories.baseUrl('/success-stories/submissions/')
  return stories
}
