import { consoleOrigin } from '@pydotorg/platform/audit'
import { removeEntry } from '#services/remove_entry'
import { entryChangeValidator } from '#validators/menu_entry'
import { EntryCommand } from './entry_command.js'
import { typed } from './typed.js'

/** Deletes an entry that staff added; of a plugin's, forgets what staff changed. */
export default class NavigationRemove extends EntryCommand {
  static override commandName = 'navigation:remove'
  static override description = 'Delete an entry that was added, or forget what was changed about one of a plugin'

  protected override async work(): Promise<void> {
    const { menu, key } = await typed(entryChangeValidator, { menu: this.menu, key: this.key })
    const isChanged = await removeEntry(menu, key, consoleOrigin())
    if (isChanged) this.logger.success(`${key} is removed`)
    else this.logger.info(`${key} is as its plugin wants it already`)
  }
}
