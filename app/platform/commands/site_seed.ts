import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { PluginRegistry } from '../plugins/plugin_registry.js'

/** Puts the data that come with the plugins into their tables. Runs again and again without harm. */
export default class SiteSeed extends BaseCommand {
  static override commandName = 'site:seed'
  static override description = 'Seed the tables of every plugin; what is there stays as it is'
  static override options: CommandOptions = { startApp: true }

  override async run(): Promise<void> {
    const plugins = await this.app.container.make(PluginRegistry)
    for (const { name, manifest } of plugins.all()) {
      for (const load of manifest.seeders ?? []) {
        const { default: seed } = await load()
        try {
          this.logger.info(`${name}: ${await seed()}`)
        } catch (error) {
          // Plugins that come later may require this one's rows, so nothing else is seeded.
          this.logger.error(`${name}: ${error instanceof Error ? error.message : String(error)}`)
          this.exitCode = 1
          return
        }
      }
    }
  }
}
