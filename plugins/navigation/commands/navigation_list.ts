import { flags } from '@adonisjs/core/ace'
import vine from '@vinejs/vine'
import { OperatorCommand } from '@pydotorg/platform/commands/operator_command'
import { SiteAddresses } from '@pydotorg/platform/http'
import { wholeMenu } from '#services/edit_menu'
import { listedEntries, ownPaths } from '#services/listed_entries'
import { MENU_NAMES } from '#validators/menu_entry'
import { typed } from './typed.js'

const validator = vine.create({ menu: vine.enum(MENU_NAMES) })

/** Shows a menu as staff arranged it, with what visitors do not see. */
export default class NavigationList extends OperatorCommand {
  static override commandName = 'navigation:list'
  static override description = 'Show a menu in order, with hidden entries and those of plugins that are off'

  @flags.string({ description: 'main, footer, account or guest', default: 'main' })
  declare menu: string

  @flags.boolean({ description: 'Print JSON' })
  declare json: boolean

  protected override async work(): Promise<void> {
    const { menu } = await typed(validator, { menu: this.menu })
    const nodes = await wholeMenu(menu)
    const addresses = await this.app.container.make(SiteAddresses)
    const entries = listedEntries(nodes, await addresses.missing(ownPaths(nodes)))
    if (this.json) return void this.logger.log(JSON.stringify(entries, null, 2))
    if (entries.length === 0) return void this.logger.info(`the menu ${menu} is empty`)
    const table = this.ui.table().head(['Entry', 'Key', 'Leads to', 'State'])
    for (const { depth, title, key, href, state } of entries) {
      table.row([`${'  '.repeat(depth)}${title}`, key, href, state])
    }
    table.render()
  }
}
