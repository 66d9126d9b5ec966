import { args } from '@adonisjs/core/ace'
import { consoleOrigin } from '@pydotorg/platform/audit'
import { OperatorCommand } from '@pydotorg/platform/commands/operator_command'

/** Writes a page as it was once more. */
export default class PagesRestore extends OperatorCommand {
  static override commandName = 'pages:restore'
  static override description = 'Write a page as it was, as a new revision; whether visitors see it stays as it is'

  @args.string({ description: 'Path of the page' })
  declare path: string

  @args.string({ description: 'Number of the revision, as pages:history shows it' })
  declare revision: string

  protected override async work(): Promise<void> {
    const { typedPage, typedRevision } = await import('./typed_page.js')
    const { PageEditor } = await import('#services/page_editor')
    const editor = await this.app.container.make(PageEditor)
    const { id } = await typedPage(this.path)
    const { number } = await typedRevision(id, this.revision)
    const page = await editor.restore(id, number, consoleOrigin())
    this.logger.success(`${page.href} is as it was in revision ${number}; this is revision ${page.version}`)
  }
}
