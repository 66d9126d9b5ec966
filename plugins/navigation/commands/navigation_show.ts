import { consoleOrigin } from '@pydotorg/platform/audit'
import { changeEntry } from '#services/change_entry'
import { entryChangeValidator } from '#validators/menu_entry'
import { EntryCommand } from './entry_command.js'
import { typed } from './typed.js'

/** Shows an entry that was hidden. */
export default class NavigationShow extends EntryCommand {
  static override commandName = 'navigation:show'
  static override description = 'Show an entry of a menu that was hidden'

  protected override async work(): Promise<void> {
    const { menu, key } = await typed(entryChangeValidator, { menu: this.menu, key: this.key })
    const isChanged = await changeEntry(menu, key, { isHidden: false, by: consoleOrigin() })
    if (isChanged) this.logger.success(`${key} is shown`)
    else this.logger.info(`${key} was shown already`)
  }
}
