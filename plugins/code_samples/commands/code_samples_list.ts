import { flags } from '@adonisjs/core/ace'
import { OperatorCommand } from '@pydotorg/platform/commands/operator_command'

/** Shows samples in their order, drafts too. */
export default class CodeSamplesList extends OperatorCommand {
  static override commandName = 'code_samples:list'
  static override description = 'List code samples in their order, drafts too, a hundred at a time'

  @flags.number({ description: 'Page, from 1', default: 1 })
  declare page: number

  protected override async work(): Promise<void> {
    const { default: CodeSample } = await import('#models/code_sample')
    const page = Math.max(1, Math.trunc(this.page) || 1)
    const samples = await CodeSample.query().orderBy('position').orderBy('id').paginate(page, 100)
    const table = this.ui.table().head(['Position', 'Slug', 'Title', 'State'])
    for (const { position, slug, name, isPublished } of samples) {
      table.row([String(position), slug, name, isPublished ? 'published' : 'draft'])
    }
    table.render()
    this.logger.info(`${samples.total} in all, page ${page} of ${samples.lastPage}`)
  }
}
