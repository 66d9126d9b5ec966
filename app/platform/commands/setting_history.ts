import { args, flags } from '@adonisjs/core/ace'
import { DateTime } from 'luxon'
import { SettingChanges } from '../settings/setting_changes.js'
import { OperatorCommand } from './operator_command.js'

/** More lines than anybody reads at a terminal. */
const MOST = 1_000

/** Shows who changed what. */
export default class SettingHistory extends OperatorCommand {
  static override commandName = 'setting:history'
  static override description = 'Show who changed a setting, when, and why; newest first'

  @args.string({ description: 'Key of the setting; without it, all', required: false })
  declare key?: string

  @flags.number({ description: `At most so many changes, up to ${MOST}`, default: 50 })
  declare limit: number

  @flags.boolean({ description: 'Print JSON' })
  declare json: boolean

  protected override async work(): Promise<void> {
    const changes = await this.app.container.make(SettingChanges)
    const limit = Math.min(MOST, Math.max(1, Math.trunc(this.limit)))
    const lines = await changes.history({ key: this.key, limit })
    // A setting that is declared no more may have a history all the same.
    if (lines.length === 0 && this.key !== undefined) await changes.refuseUnknown(this.key)
    if (this.json) {
      this.logger.log(JSON.stringify(lines, null, 2))
      return
    }
    if (lines.length === 0) return void this.logger.info('nothing was changed yet')
    const table = this.ui.table().head(['When (UTC)', 'Key', 'Who', 'From', 'To', 'Why'])
    for (const { changedAt, key, who, from, to, reason } of lines) {
      const when = DateTime.fromJSDate(changedAt, { zone: 'utc' }).toFormat('yyyy-MM-dd HH:mm:ss')
      table.row([when, key, who, from ?? 'default', to ?? 'default', reason ?? ''])
    }
    table.render()
  }
}
