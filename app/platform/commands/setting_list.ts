import { flags } from '@adonisjs/core/ace'
import { settings } from '../settings/live_settings.js'
import { SettingCatalogue } from '../settings/setting_catalogue.js'
import { SettingChanges } from '../settings/setting_changes.js'
import type { SettingExplanation } from '../settings/settings.js'
import { OperatorCommand } from './operator_command.js'

/** Lists every setting of the site. */
export default class SettingList extends OperatorCommand {
  static override commandName = 'setting:list'
  static override description = 'List every setting, its value, and why it is so'

  @flags.boolean({ description: 'Print JSON' })
  declare json: boolean

  protected override async work(): Promise<void> {
    const catalogue = await this.app.container.make(SettingCatalogue)
    await (await this.app.container.make(SettingChanges)).refresh()
    const declared = await catalogue.all()
    if (this.json) {
      const lines = declared.map((setting) => ({ ...settings.explain(setting), default: setting.default }))
      this.logger.log(JSON.stringify(lines, null, 2))
      return
    }
    const table = this.ui.table().head(['Key', 'Value', 'Why', 'Default', 'What it is'])
    for (const setting of declared) {
      const explained = settings.explain(setting)
      const { title } = setting.declaration
      table.row([setting.key, explained.text || '–', whyOf(explained), setting.defaultText || '–', title])
    }
    table.render()
    for (const sentence of settings.troubles(declared)) this.logger.warning(sentence)
  }
}

function whyOf({ source, lockedBy }: SettingExplanation): string {
  if (source === 'locked') return `locked by ${lockedBy}`
  return source === 'set' ? 'set by an operator' : 'the default'
}
