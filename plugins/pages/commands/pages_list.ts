import { flags } from '@adonisjs/core/ace'
import { OperatorCommand } from '@pydotorg/platform/commands/operator_command'

/** Shows pages by path. */
export default class PagesList extends OperatorCommand {
  static override commandName = 'pages:list'
  static override description = 'List pages by path, a hundred at a time'

  @flags.string({ description: 'Words that title or path contain' })
  declare search?: string

  @flags.boolean({ description: 'Only those that visitors do not see now' })
  declare hidden: boolean

  @flags.number({ description: 'Page, from 1', default: 1 })
  declare page: number

  protected override async work(): Promise<void> {
    const { pageList } = await import('#services/page_list')
    const { pageState } = await import('#services/visibility')
    const page = Math.max(1, Math.trunc(this.page) || 1)
    const pages = await pageList({ q: this.search, seen: this.hidden ? 'hidden' : 'all', page, size: 100 })
    const table = this.ui.table().head(['Path', 'Title', 'State', 'Revision', 'Changed'])
    for (const each of pages) {
      const changed = each.updatedAt.toUTC().toFormat('yyyy-MM-dd HH:mm')
      table.row([each.href, each.title, pageState(each), String(each.version), changed])
    }
    table.render()
    this.logger.info(`${pages.total} in all, page ${page} of ${Math.max(1, pages.lastPage)}`)
  }
}
