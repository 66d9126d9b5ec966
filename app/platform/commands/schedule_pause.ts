import { args } from '@adonisjs/core/ace'
import { consoleOrigin } from '../audit/audit_origin.js'
import { Schedules } from '../jobs/schedules/schedules.js'
import { JobCommand } from './job_command.js'

/** Keep a schedule from firing until it is resumed. */
export default class SchedulePause extends JobCommand {
  static override commandName = 'schedule:pause'
  static override description = 'Keep a schedule from firing until it is resumed'

  @args.string({ description: 'Name of the schedule, as schedule:list shows it' })
  declare name: string

  protected override async work(): Promise<void> {
    await (await this.app.container.make(Schedules)).pause(this.name, consoleOrigin())
    this.logger.success(`${this.name} paused`)
  }
}
