import { args, flags } from '@adonisjs/core/ace'
import { OperatorCommand } from '@pydotorg/platform/commands/operator_command'
import { OperatorMistake } from '@pydotorg/platform/identity/operators'

/** Shows who changed a page and when, and what. */
export default class PagesHistory extends OperatorCommand {
  static override commandName = 'pages:history'
  static override description = 'Show the revisions of a page, newest first, or what differs between two'
  static override help = [
    '  {{ binaryName }} pages:history about/apps',
    '  {{ binaryName }} pages:history about/apps --compare=3..5',
  ]

  @args.string({ description: 'Path of the page' })
  declare path: string

  @flags.string({ description: 'Two revisions, e.g. 3..5' })
  declare compare?: string

  @flags.number({ description: 'Only revisions before this one' })
  declare before?: number

  protected override async work(): Promise<void> {
    const { typedPage } = await import('./typed_page.js')
    const { id } = await typedPage(this.path)
    if (this.compare !== undefined) return this.#compare(id, this.compare)
    const { revisionsOf } = await import('#services/page_history')
    const table = this.ui.table().head(['Revision', 'When (UTC)', 'Who', 'Title', 'Comment'])
    for (const { number, createdAt, authorName, fields, comment } of await revisionsOf(id, this.before)) {
      table.row([String(number), createdAt.toUTC().toFormat('yyyy-MM-dd HH:mm'), authorName, fields.title, comment])
    }
    table.render()
  }

  async #compare(id: number, typed: string): Promise<void> {
    const { compare } = await import('#services/page_history')
    const { typedRevision } = await import('./typed_page.js')
    const [first, second, ...more] = typed.split('..')
    if (!first || !second || more.length > 0) throw new OperatorMistake('Write the two revisions as 3..5.')
    const [before, after] = [await typedRevision(id, first), await typedRevision(id, second)]
    const fields = compare(before.fields, after.fields)
    if (fields.length === 0) return void this.logger.info('Nothing differs.')
    for (const { title, parts } of fields) {
      this.logger.info(title)
      for (const { kind, text } of parts) if (kind !== 'same') this.logger.log(this.#shown(kind, text))
    }
  }

  #shown(kind: 'added' | 'removed', text: string): string {
    const lines = text.replace(/\n$/, '').split('\n')
    return kind === 'added'
      ? this.colors.green(lines.map((line) => `+ ${line}`).join('\n'))
      : this.colors.red(lines.map((line) => `- ${line}`).join('\n'))
  }
}
