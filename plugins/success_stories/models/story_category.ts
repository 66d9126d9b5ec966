import { compose } from '@adonisjs/core/helpers'
import { dropTagsAfterCommit } from '@pydotorg/platform/cache'
import { PlatformModel, Sluggable } from '@pydotorg/platform/models'

/** Of everything kept that shows a story, which names its category. */
export const STORIES_TAG = 'success_stories:stories'

/** What a story is about: `Arts`, `Business` and so on. */
export default class StoryCategory extends compose(PlatformModel, Sluggable) {
  static override table = 'success_stories_categories'

  /** Of the page with its stories. */
  get path(): string {
    return `/success-stories/category/${this.slug}/`
  }
}

dropTagsAfterCommit(StoryCategory, () => [STORIES_TAG])
