import { args, flags } from '@adonisjs/core/ace'
import { consequences } from './consequences.js'
import { consoleAuthor } from './console_author.js'
import { FeatureCommand, type FeatureDesk } from './feature_command.js'

/** Switches a plugin off in all running processes. */
export default class PluginDisable extends FeatureCommand {
  static override commandName = 'plugin:disable'
  static override description = 'Switch a plugin off, in all running processes'

  @args.string({ description: 'Name of the plugin' })
  declare name: string

  @flags.boolean({ description: 'Switch off the plugins that require it too' })
  declare cascade: boolean

  @flags.boolean({ description: 'Answer 503 and "back soon" instead of 404' })
  declare maintenance: boolean

  @flags.string({ description: 'Why, for the history' })
  declare reason?: string

  protected override async work({ features, plugins, featureSwitch }: FeatureDesk): Promise<void> {
    const { name: key } = plugins.get(this.name)
    const state = this.maintenance ? 'maintenance' : 'off'
    const { cascade, reason } = this
    const changed = await featureSwitch.change({ key, state, cascade, reason, ...consoleAuthor() })
    if (changed.length === 0) return void this.logger.info(`${key} was ${state} already`)
    const router = await this.app.container.make('router')
    for (const line of consequences(changed, { features, plugins, router })) this.logger.log(line)
    this.logger.log(`Back on: ${changed.map((row) => `node ace plugin:enable ${row.key}`).join(' && ')}`)
  }
}
