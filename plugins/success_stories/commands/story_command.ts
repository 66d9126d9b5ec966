import { args } from '@adonisjs/core/ace'
import { OperatorCommand } from '@pydotorg/platform/commands/operator_command'
import { OperatorMistake } from '@pydotorg/platform/identity/operators'
import type Story from '#models/story'

/** What commands about one story share: its slug. */
export abstract class StoryCommand extends OperatorCommand {
  @args.string({ description: 'Slug, as success_stories:list shows it' })
  declare slug: string

  /** What the command does with the story. */
  protected abstract workOn(story: Story): Promise<void>

  protected override async work(): Promise<void> {
    const { default: StoryModel } = await import('#models/story')
    const story = await StoryModel.findBy('slug', this.slug)
    if (!story) throw new OperatorMistake(`There is no story "${this.slug}".`)
    await this.workOn(story)
  }
}
