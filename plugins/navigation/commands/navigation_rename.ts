import { args, flags } from '@adonisjs/core/ace'
import { consoleOrigin } from '@pydotorg/platform/audit'
import { changeEntry } from '#services/change_entry'
import { entryChangeValidator } from '#validators/menu_entry'
import { EntryCommand } from './entry_command.js'
import { typed } from './typed.js'

/** Gives an entry another title, and with --summary another sentence for the panel. */
export default class NavigationRename extends EntryCommand {
  static override commandName = 'navigation:rename'
  static override description = 'Give an entry of a menu another title'

  @args.string({ description: 'What visitors read from now on' })
  declare title: string

  @flags.string({ description: 'One sentence for the panel' })
  declare summary?: string

  protected override async work(): Promise<void> {
    const { menu: given, key: typedKey, title, summary } = this
    const { menu, key, ...change } = await typed(entryChangeValidator, { menu: given, key: typedKey, title, summary })
    const isChanged = await changeEntry(menu, key, { ...change, by: consoleOrigin() })
    if (isChanged) this.logger.success(`${key} reads ${title}`)
    else this.logger.info(`${key} was called so already`)
  }
}
