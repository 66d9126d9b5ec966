import { args } from '@adonisjs/core/ace'
import { consoleOrigin } from '@pydotorg/platform/audit'
import { OperatorCommand } from '@pydotorg/platform/commands/operator_command'

/** Takes a page away for good. */
export default class PagesDelete extends OperatorCommand {
  static override commandName = 'pages:delete'
  static override description = 'Delete a page with its history; the audit log keeps its last text'

  @args.string({ description: 'Path of the page' })
  declare path: string

  protected override async work(): Promise<void> {
    const { typedPage } = await import('./typed_page.js')
    const { PageEditor } = await import('#services/page_editor')
    const editor = await this.app.container.make(PageEditor)
    const { id } = await typedPage(this.path)
    const page = await editor.remove(id, consoleOrigin())
    this.logger.success(`${page.href} is deleted`)
  }
}
