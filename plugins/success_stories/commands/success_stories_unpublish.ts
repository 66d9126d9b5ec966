import { consoleOrigin } from '@pydotorg/platform/audit'
import type Story from '#models/story'
import { StoryCommand } from './story_command.js'

/** Takes a story off the site. */
export default class SuccessStoriesUnpublish extends StoryCommand {
  static override commandName = 'success_stories:unpublish'
  static override description = 'Take a story off the site; it waits again'

  protected override async workOn(story: Story): Promise<void> {
    const { unpublishStory } = await import('#services/moderate_story')
    const { name } = await unpublishStory(consoleOrigin(), story.id)
    this.logger.success(`${name} is off the site.`)
  }
}
