import { flags } from '@adonisjs/core/ace'
import { plainMoment } from '../jobs/schedules/cron.js'
import { Schedules } from '../jobs/schedules/schedules.js'
import { JobCommand } from './job_command.js'

/** Lists what runs again and again. */
export default class ScheduleList extends JobCommand {
  static override commandName = 'schedule:list'
  static override description = 'List schedules, and when each is due'

  @flags.boolean({ description: 'Print JSON' })
  declare json: boolean

  protected override async work(): Promise<void> {
    const schedules = await (await this.app.container.make(Schedules)).all()
    if (this.json) return void this.logger.log(JSON.stringify(schedules, null, 2))
    const table = this.ui.table().head(['Schedule', 'Cron', 'Zone', 'Next', 'Last fired'])
    for (const { name, cron, timeZone, isChanged, paused, nextDueAt, lastFiredAt } of schedules) {
      const next = paused ? 'paused' : plainMoment(nextDueAt)
      table.row([
        name,
        isChanged ? `${cron} (changed)` : cron,
        timeZone,
        next,
        lastFiredAt ? plainMoment(lastFiredAt) : '',
      ])
    }
    table.render()
  }
}
