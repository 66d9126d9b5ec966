import { args } from '@adonisjs/core/ace'
import { consoleOrigin } from '../audit/audit_origin.js'
import { Schedules } from '../jobs/schedules/schedules.js'
import { JobCommand } from './job_command.js'

/** Let a paused schedule fire again, from its next time on. */
export default class ScheduleResume extends JobCommand {
  static override commandName = 'schedule:resume'
  static override description = 'Let a paused schedule fire again, from its next time on'

  @args.string({ description: 'Name of the schedule, as schedule:list shows it' })
  declare name: string

  protected override async work(): Promise<void> {
    await (await this.app.container.make(Schedules)).resume(this.name, consoleOrigin())
    this.logger.success(`${this.name} goes on`)
  }
}
