import { args, flags } from '@adonisjs/core/ace'
import { consoleOrigin } from '@pydotorg/platform/audit'
import { OperatorCommand } from '@pydotorg/platform/commands/operator_command'

/** Shows a page to visitors, now or later, or takes it down. */
export default class PagesPublish extends OperatorCommand {
  static override commandName = 'pages:publish'
  static override description = 'Show a page to visitors, now or at a time, or take it down'
  static override help = [
    '  {{ binaryName }} pages:publish about/apps',
    '  {{ binaryName }} pages:publish about/apps --from=2026-10-01T12:00 --until=2026-11-01',
    '  {{ binaryName }} pages:publish about/apps --off',
  ]

  @args.string({ description: 'Path of the page' })
  declare path: string

  @flags.string({ description: 'Since when, in UTC' })
  declare from?: string

  @flags.string({ description: 'Until when, in UTC' })
  declare until?: string

  @flags.boolean({ description: 'Make a draft of it' })
  declare off: boolean

  protected override async work(): Promise<void> {
    const { typedMoment, typedPage } = await import('./typed_page.js')
    const { PageEditor } = await import('#services/page_editor')
    const { pageState } = await import('#services/visibility')
    const editor = await this.app.container.make(PageEditor)
    const { id } = await typedPage(this.path)
    const [publishAt, unpublishAt] = [typedMoment(this.from), typedMoment(this.until)]
    const page = this.off
      ? await editor.unpublish(id, consoleOrigin())
      : publishAt || unpublishAt
        ? await editor.schedule(id, { publishAt, unpublishAt }, consoleOrigin())
        : await editor.publish(id, consoleOrigin())
    this.logger.success(`${page.href} is ${pageState(page)}`)
  }
}
