import { flags } from '@adonisjs/core/ace'
import { consoleOrigin } from '@pydotorg/platform/audit'
import { moveEntry } from '#services/move_entry'
import { placeValidator } from '#validators/menu_entry'
import { EntryCommand } from './entry_command.js'
import { typed } from './typed.js'

/** Moves an entry with all that stands below it. */
export default class NavigationMove extends EntryCommand {
  static override commandName = 'navigation:move'
  static override description = 'Move an entry of a menu, with all that stands below it'
  static override help = [
    '{{ binaryName }} navigation:move downloads.downloads --before=about.about',
    '{{ binaryName }} navigation:move downloads.windows      to the end of the first level',
  ]

  @flags.string({ description: 'Key of the entry that it comes to stand before' })
  declare before?: string

  @flags.string({ description: 'Key of the entry that it comes to stand after' })
  declare after?: string

  @flags.string({ description: 'Key of the entry at whose end it comes to stand' })
  declare under?: string

  protected override async work(): Promise<void> {
    const { before, after, under } = this
    const { menu, key, ...place } = await typed(placeValidator, {
      menu: this.menu,
      key: this.key,
      before,
      after,
      under,
    })
    const isChanged = await moveEntry(menu, key, { ...place, by: consoleOrigin() })
    if (isChanged) this.logger.success(`${key} is moved`)
    else this.logger.info(`${key} stood there already`)
  }
}
