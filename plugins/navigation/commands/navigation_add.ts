import { args, flags } from '@adonisjs/core/ace'
import { consoleOrigin } from '@pydotorg/platform/audit'
import { OperatorCommand } from '@pydotorg/platform/commands/operator_command'
import { addEntry } from '#services/add_entry'
import { newEntryValidator } from '#validators/menu_entry'
import { typed } from './typed.js'

/** Adds an entry that no plugin contributes. */
export default class NavigationAdd extends OperatorCommand {
  static override commandName = 'navigation:add'
  static override description = 'Add an entry to a menu: a page of this site, or an https address'
  static override help = [
    '{{ binaryName }} navigation:add "Code of conduct" https://policies.python.org/ --under=community.community',
    '{{ binaryName }} navigation:add "Older releases" /downloads/ --menu=footer',
  ]

  @args.string({ description: 'What visitors read' })
  declare title: string

  @args.string({ description: 'Path of a page of this site, or an https address' })
  declare href: string

  @flags.string({ description: 'main, footer, account or guest', default: 'main' })
  declare menu: string

  @flags.string({ description: 'One sentence for the panel' })
  declare summary?: string

  @flags.string({ description: 'Key of the entry that it stands before' })
  declare before?: string

  @flags.string({ description: 'Key of the entry that it stands after' })
  declare after?: string

  @flags.string({ description: 'Key of the entry at whose end it stands; without a place: end of the first level' })
  declare under?: string

  protected override async work(): Promise<void> {
    const { title, href, menu, summary, before, after, under } = this
    const given = { title, href, menu, summary, before, after, under }
    const { menu: name, ...entry } = await typed(newEntryValidator, given)
    const key = await addEntry(name, entry, consoleOrigin())
    this.logger.success(`${entry.title} is in the menu ${name}, as ${key}`)
  }
}
