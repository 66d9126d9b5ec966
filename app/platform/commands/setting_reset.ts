import { args, flags } from '@adonisjs/core/ace'
import { SettingChanges } from '../settings/setting_changes.js'
import { consoleAuthor } from './console_author.js'
import { OperatorCommand } from './operator_command.js'

/** Takes back what operators decided about one setting. */
export default class SettingReset extends OperatorCommand {
  static override commandName = 'setting:reset'
  static override description = 'Give a setting its default back, in all running processes'

  @args.string({ description: 'Key of the setting' })
  declare key: string

  @flags.string({ description: 'Why, for the history' })
  declare reason?: string

  protected override async work(): Promise<void> {
    const changes = await this.app.container.make(SettingChanges)
    const isChanged = await changes.reset(this.key, { ...consoleAuthor(), reason: this.reason })
    if (isChanged) this.logger.success(`${this.key} has its default again`)
    else this.logger.info(`${this.key} had its default already`)
  }
}
