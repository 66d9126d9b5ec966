import { args } from '@adonisjs/core/ace'
import { consoleOrigin } from '../audit/audit_origin.js'
import { QueueDesk } from '../jobs/queue_desk.js'
import { JobCommand, JobCommandMistake } from './job_command.js'

/** Forgets finished jobs. */
export default class QueueClear extends JobCommand {
  static override commandName = 'queue:clear'
  static override description = 'Forget finished jobs: completed or failed ones; what waits is never cleared'

  @args.string({ description: 'completed or failed' })
  declare state: string

  protected override async work(): Promise<void> {
    const { state } = this
    if (state !== 'completed' && state !== 'failed') {
      throw new JobCommandMistake(`Jobs that can be cleared are completed or failed, and not "${state}".`)
    }
    const count = await (await this.app.container.make(QueueDesk)).clear(state, consoleOrigin())
    this.logger.success(`forgotten: ${count}`)
  }
}
