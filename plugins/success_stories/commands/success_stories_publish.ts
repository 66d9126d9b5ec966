import { consoleOrigin } from '@pydotorg/platform/audit'
import type Story from '#models/story'
import { StoryCommand } from './story_command.js'

/** Shows a story to everybody. */
export default class SuccessStoriesPublish extends StoryCommand {
  static override commandName = 'success_stories:publish'
  static override description = 'Publish a story, and mail who submitted it'

  protected override async workOn(story: Story): Promise<void> {
    const { publishStory } = await import('#services/moderate_story')
    const { name, path } = await publishStory(consoleOrigin(), story.id)
    this.logger.success(`${name} is published at ${path}`)
  }
}
