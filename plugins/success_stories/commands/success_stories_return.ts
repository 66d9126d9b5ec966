import { flags } from '@adonisjs/core/ace'
import { consoleOrigin } from '@pydotorg/platform/audit'
import type Story from '#models/story'
import { StoryCommand } from './story_command.js'

/** Gives a story back to who submitted it. */
export default class SuccessStoriesReturn extends StoryCommand {
  static override commandName = 'success_stories:return'
  static override description = 'Return a story to who submitted it, with a reason that they read'

  @flags.string({ description: 'What has to be different, in words for the submitter' })
  declare reason?: string

  protected override async workOn(story: Story): Promise<void> {
    const { returnStory } = await import('#services/moderate_story')
    const { returnReasonValidator } = await import('#validators/return_reason')
    const { reason } = await returnReasonValidator.validate({ reason: this.reason })
    const { name } = await returnStory(consoleOrigin(), story.id, reason)
    this.logger.success(`${name} is returned.`)
  }
}
