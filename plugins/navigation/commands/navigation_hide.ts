import { consoleOrigin } from '@pydotorg/platform/audit'
import { changeEntry } from '#services/change_entry'
import { entryChangeValidator } from '#validators/menu_entry'
import { EntryCommand } from './entry_command.js'
import { typed } from './typed.js'

/** Takes an entry out of sight, with all that stands below it; what staff decided about it stays. */
export default class NavigationHide extends EntryCommand {
  static override commandName = 'navigation:hide'
  static override description = 'Hide an entry of a menu, with all that stands below it'

  protected override async work(): Promise<void> {
    const { menu, key } = await typed(entryChangeValidator, { menu: this.menu, key: this.key })
    const isChanged = await changeEntry(menu, key, { isHidden: true, by: consoleOrigin() })
    if (isChanged) this.logger.success(`${key} is hidden`)
    else this.logger.info(`${key} was hidden already`)
  }
}
