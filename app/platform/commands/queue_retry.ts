import { args, flags } from '@adonisjs/core/ace'
import { consoleOrigin } from '../audit/audit_origin.js'
import { QueueDesk } from '../jobs/queue_desk.js'
import { JobCommand, JobCommandMistake } from './job_command.js'

/** Queues failed jobs again. */
export default class QueueRetry extends JobCommand {
  static override commandName = 'queue:retry'
  static override description = 'Queue failed jobs again: those named, or all of them'

  @args.spread({ description: 'Ids of jobs, as queue:failed lists them', required: false })
  declare ids?: string[]

  @flags.boolean({ description: 'All failed jobs, at most 1000 of a queue' })
  declare all: boolean

  protected override async work(): Promise<void> {
    const ids = this.ids ?? []
    if (Boolean(this.all) === ids.length > 0) throw new JobCommandMistake('Name jobs by their ids, or give --all.')
    const desk = await this.app.container.make(QueueDesk)
    const count = await desk.retry(this.all ? null : ids, consoleOrigin())
    if (count === 0) throw new JobCommandMistake('There is no such failed job.')
    this.logger.success(`queued again: ${count}`)
  }
}
