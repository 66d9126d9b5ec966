import { consoleOrigin } from '@pydotorg/platform/audit'
import type Story from '#models/story'
import { StoryCommand } from './story_command.js'

/** Takes a story away for good. */
export default class SuccessStoriesDelete extends StoryCommand {
  static override commandName = 'success_stories:delete'
  static override description = 'Delete a story for good; the audit log keeps what it was'

  protected override async workOn(story: Story): Promise<void> {
    const { deleteStory } = await import('#services/moderate_story')
    const { name } = await deleteStory(consoleOrigin(), story.id)
    this.logger.success(`${name} is deleted.`)
  }
}
