import { args, flags } from '@adonisjs/core/ace'
import { consoleOrigin } from '../audit/audit_origin.js'
import { Schedules } from '../jobs/schedules/schedules.js'
import { JobCommand, JobCommandMistake } from './job_command.js'

/** Decides on another time. */
export default class ScheduleChange extends JobCommand {
  static override commandName = 'schedule:change'
  static override description = 'Let a schedule fire at another time, or as its plugin declares it'
  static override help = [
    '  {{ binaryName }} schedule:change platform.clear_jobs --cron="0 4 * * 1-5" --zone=Europe/Berlin',
    '  {{ binaryName }} schedule:change platform.clear_jobs --declared',
  ]

  @args.string({ description: 'Name of the schedule, as schedule:list shows it' })
  declare name: string

  @flags.string({ description: 'Minute, hour, day of the month, month, day of the week' })
  declare cron?: string

  @flags.string({ description: 'Time zone of these fields', default: 'UTC' })
  declare zone: string

  @flags.boolean({ description: 'As its plugin declares it' })
  declare declared: boolean

  protected override async work(): Promise<void> {
    const { name, cron, zone: timeZone, declared } = this
    if (Boolean(declared) === (cron !== undefined))
      throw new JobCommandMistake('Give --cron with a time, or --declared.')
    const schedules = await this.app.container.make(Schedules)
    await schedules.retime(name, cron === undefined ? null : { cron, timeZone }, consoleOrigin())
    this.logger.success(`${name} is changed`)
  }
}
