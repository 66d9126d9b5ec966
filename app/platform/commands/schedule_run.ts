import { args } from '@adonisjs/core/ace'
import { consoleOrigin } from '../audit/audit_origin.js'
import { Schedules } from '../jobs/schedules/schedules.js'
import { JobCommand } from './job_command.js'

/** Dispatch the job of a schedule now; when it is due next stays as it is. */
export default class ScheduleRun extends JobCommand {
  static override commandName = 'schedule:run'
  static override description = 'Dispatch the job of a schedule now; when it is due next stays as it is'

  @args.string({ description: 'Name of the schedule, as schedule:list shows it' })
  declare name: string

  protected override async work(): Promise<void> {
    await (await this.app.container.make(Schedules)).runNow(this.name, consoleOrigin())
    this.logger.success(`${this.name} dispatched`)
  }
}
