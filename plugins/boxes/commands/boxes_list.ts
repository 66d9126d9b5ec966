import { flags } from '@adonisjs/core/ace'
import { OperatorCommand } from '@pydotorg/platform/commands/operator_command'

/** Shows boxes by their labels. */
export default class BoxesList extends OperatorCommand {
  static override commandName = 'boxes:list'
  static override description = 'List boxes by label, a hundred at a time'

  @flags.string({ description: 'Part of a label' })
  declare search?: string

  @flags.number({ description: 'Page, from 1', default: 1 })
  declare page: number

  protected override async work(): Promise<void> {
    const { boxPage } = await import('#services/box_list')
    const page = Math.max(1, Math.trunc(this.page) || 1)
    const boxes = await boxPage({ q: this.search, page })
    const table = this.ui.table().head(['Label', 'Language', 'Characters', 'Changed'])
    for (const { label, contentMarkupType, length, updatedAt } of boxes.rows) {
      table.row([label, contentMarkupType, String(length), updatedAt])
    }
    table.render()
    this.logger.info(`${boxes.total} in all, page ${page} of ${boxes.lastPage}`)
  }
}
