import { flags } from '@adonisjs/core/ace'
import { OperatorCommand } from '@pydotorg/platform/commands/operator_command'
import { OperatorMistake } from '@pydotorg/platform/identity/operators'

/** Shows stories and how they stand. */
export default class SuccessStoriesList extends OperatorCommand {
  static override commandName = 'success_stories:list'
  static override description =
    'List stories by state: waiting (when none is named), returned, published, featured, all'

  @flags.string({ description: 'waiting, returned, published, featured or all', default: 'waiting' })
  declare state: string

  @flags.string({ description: 'Part of a name' })
  declare search?: string

  @flags.number({ description: 'Page, from 1', default: 1 })
  declare page: number

  protected override async work(): Promise<void> {
    const { MODERATION_STATES, storiesToModerate } = await import('#services/moderation_list')
    const state = MODERATION_STATES.find((known) => known === this.state)
    if (!state) throw new OperatorMistake(`--state is one of ${MODERATION_STATES.join(', ')}.`)
    const page = Math.max(1, Math.trunc(this.page) || 1)
    const stories = await storiesToModerate({ state, q: this.search, page, size: 100 })
    const table = this.ui.table().head(['Slug', 'Name', 'Category', 'State', 'Featured', 'Submitted by', 'On'])
    for (const story of stories) {
      const { slug, name, category, featured, submittedBy, createdAt } = story
      const by = submittedBy?.username ?? ''
      table.row([slug, name, category.name, story.state, featured ? 'yes' : '', by, createdAt.toUTC().toISODate()!])
    }
    table.render()
    this.logger.info(`${stories.total} in all, page ${page} of ${stories.lastPage}`)
  }
}
