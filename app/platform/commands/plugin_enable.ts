import { args, flags } from '@adonisjs/core/ace'
import { consequences } from './consequences.js'
import { consoleAuthor } from './console_author.js'
import { FeatureCommand, type FeatureDesk } from './feature_command.js'

/** Switches a plugin on in all running processes. */
export default class PluginEnable extends FeatureCommand {
  static override commandName = 'plugin:enable'
  static override description = 'Switch a plugin on, in all running processes'

  @args.string({ description: 'Name of the plugin' })
  declare name: string

  @flags.string({ description: 'Why, for the history' })
  declare reason?: string

  protected override async work({ features, plugins, featureSwitch }: FeatureDesk): Promise<void> {
    const { name: key } = plugins.get(this.name)
    const changed = await featureSwitch.change({ key, state: 'on', reason: this.reason, ...consoleAuthor() })
    if (changed.length === 0) return void this.logger.info(`${key} was on already`)
    const router = await this.app.container.make('router')
    for (const line of consequences(changed, { features, plugins, router })) this.logger.log(line)
  }
}
