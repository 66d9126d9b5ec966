import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { PluginRegistry } from '../plugins/plugin_registry.js'

/** Lists the plugins of this site. */
export default class PluginList extends BaseCommand {
  static override commandName = 'plugin:list'
  static override description = 'List the plugins of this site, in the order of their requirements'
  static override options: CommandOptions = { startApp: true }

  @flags.boolean({ description: 'Print JSON' })
  declare json: boolean

  override async run(): Promise<void> {
    const plugins = await this.app.container.make(PluginRegistry)
    for (const plugin of plugins.all()) this.logger.log(plugin.name)
  }
}
