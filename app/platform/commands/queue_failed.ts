import { flags } from '@adonisjs/core/ace'
import { plainMoment } from '../jobs/schedules/cron.js'
import { QueueDesk } from '../jobs/queue_desk.js'
import { JobCommand } from './job_command.js'

/** Lists what failed for good. */
export default class QueueFailed extends JobCommand {
  static override commandName = 'queue:failed'
  static override description = 'List jobs that failed and are not tried again, latest first'

  @flags.number({ description: 'At most so many', default: 50 })
  declare limit: number

  @flags.boolean({ description: 'Print JSON' })
  declare json: boolean

  protected override async work(): Promise<void> {
    const desk = await this.app.container.make(QueueDesk)
    const failed = await desk.failed(Math.max(1, Math.trunc(this.limit)))
    if (this.json) return void this.logger.log(JSON.stringify(failed, null, 2))
    if (failed.length === 0) return void this.logger.info('no job failed')
    const table = this.ui.table().head(['Id', 'Job', 'When', 'Attempts', 'Reason'])
    for (const { id, job, failedAt, attempts, reason } of failed) {
      table.row([id, job, failedAt ? plainMoment(failedAt) : '', String(attempts), reason.slice(0, 80)])
    }
    table.render()
  }
}
