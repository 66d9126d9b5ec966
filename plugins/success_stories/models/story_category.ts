import { compose } from '@adonisjs/core/helpers'
import { PlatformModel, Sluggable } from '@pydotorg/platform/models'

/** What a story is about: `Arts`, `Business` and so on. */
export default class StoryCategory extends compose(PlatformModel, Sluggable) {
  static override table = 'success_stories_categories'

  /** Of the page with its stories. */
  get path(): string {
    return `/success-stories/category/${this.slug}/`
  }
}
