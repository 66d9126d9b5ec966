import { args, flags } from '@adonisjs/core/ace'
import { SettingChanges } from '../settings/setting_changes.js'
import { consoleAuthor } from './console_author.js'
import { OperatorCommand } from './operator_command.js'

/** Changes one setting in all running processes. */
export default class SettingSet extends OperatorCommand {
  static override commandName = 'setting:set'
  static override description = 'Change a setting, in all running processes'
  static override help = [
    '  {{ binaryName }} setting:set downloads.newest_shown 8 --reason="a busy week"',
    'setting:list shows every key; setting:reset takes a decision back.',
  ]

  @args.string({ description: 'Key of the setting' })
  declare key: string

  @args.string({ description: 'Its new value; "" for none, where it may be empty', allowEmptyValue: true })
  declare value: string

  @flags.string({ description: 'Why, for the history' })
  declare reason?: string

  protected override async work(): Promise<void> {
    const changes = await this.app.container.make(SettingChanges)
    const isChanged = await changes.set(this.key, this.value, { ...consoleAuthor(), reason: this.reason })
    if (isChanged) this.logger.success(`${this.key} is ${this.value.trim() || 'empty'} now`)
    else this.logger.info(`${this.key} was so already`)
  }
}
