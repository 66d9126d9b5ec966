import { flags } from '@adonisjs/core/ace'
import { QueueDesk } from '../jobs/queue_desk.js'
import { JobCommand } from './job_command.js'

/** Shows what waits. */
export default class QueueStatus extends JobCommand {
  static override commandName = 'queue:status'
  static override description = 'Show how many jobs wait, run and failed, and what is held'

  @flags.boolean({ description: 'Print JSON' })
  declare json: boolean

  protected override async work(): Promise<void> {
    const report = await (await this.app.container.make(QueueDesk)).report()
    if (this.json) return void this.logger.log(JSON.stringify(report, null, 2))
    const table = this.ui.table().head(['Queue', 'Waiting', 'Running', 'Delayed', 'Failed', 'Done', 'Lag'])
    for (const { name, waiting, active, delayed, failed, completed, lag } of report.queues) {
      table.row([name, ...[waiting, active, delayed, failed, completed].map(String), `${lag.toFixed(0)} s`])
    }
    table.render()
    this.logger.log(`Queues are in ${report.backend}; ${report.outbox.count} jobs are on their way into them.`)
    for (const { job, reason, count } of report.held) {
      const why = reason === 'off' ? 'its plugin is not on' : 'no plugin of this release has it'
      this.logger.log(`Held: ${count} of ${job}, because ${why}.`)
    }
  }
}
