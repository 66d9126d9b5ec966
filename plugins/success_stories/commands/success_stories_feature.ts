import { flags } from '@adonisjs/core/ace'
import { consoleOrigin } from '@pydotorg/platform/audit'
import type Story from '#models/story'
import { StoryCommand } from './story_command.js'

/** Chooses a story for the home page and the menu. */
export default class SuccessStoriesFeature extends StoryCommand {
  static override commandName = 'success_stories:feature'
  static override description = 'Choose a story for the home page and the menu; --off makes it an ordinary one'

  @flags.boolean({ description: 'Make it an ordinary one again' })
  declare off: boolean

  protected override async workOn(story: Story): Promise<void> {
    const { featureStory, unfeatureStory } = await import('#services/moderate_story')
    const { name, featured, isPublished } = await (this.off ? unfeatureStory : featureStory)(consoleOrigin(), story.id)
    this.logger.success(`${name} is ${featured ? 'featured' : 'an ordinary story'}.`)
    if (featured && !isPublished) this.logger.info('It is seen once it is published.')
  }
}
