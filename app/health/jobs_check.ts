import { BaseCheck, Result } from '@adonisjs/core/health'
import type { HealthCheckResult } from '@adonisjs/core/types/health'
import type { QueueDesk, QueueReport } from '@pydotorg/platform/jobs'

/** A job whose turn it is waits longer than this only where nobody works, in seconds. */
const LONG_S = 300

/** The outbox is emptied at once unless the queues are away, in seconds. */
const LONG_IN_OUTBOX_S = 60

/**
 * Whether jobs are done. What it finds is a warning and never more: pages are served without them, and nothing is lost.
 */
export class JobsCheck extends BaseCheck {
  readonly name = 'Jobs'

  constructor(protected desk: QueueDesk) {
    super()
  }

  async run(): Promise<HealthCheckResult> {
    const report = await this.desk.report().catch(() => null)
    if (report === null) return Result.warning('The queues cannot be reached; jobs wait in the outbox')
    const troubles = troublesOf(report)
    const lags = Object.fromEntries(report.queues.map(({ name, lag }) => [name, Math.round(lag)]))
    const result = troubles.length > 0 ? Result.warning(troubles.join('; ')) : Result.ok('Jobs are done as they come')
    return result.mergeMetaData({ lagInSeconds: lags })
  }
}

function troublesOf({ queues, outbox, held }: QueueReport): string[] {
  const slow = queues.filter(({ lag }) => lag > LONG_S).map(({ name }) => name)
  const unknown = held.filter(({ reason }) => reason === 'unknown').map(({ job }) => job)
  return [
    ...(slow.length > 0 ? [`Nobody works fast enough on: ${slow.join(', ')}`] : []),
    ...(outbox.lag > LONG_IN_OUTBOX_S ? [`Jobs wait in the outbox: ${outbox.count}`] : []),
    ...(unknown.length > 0 ? [`Kept, because no plugin has these jobs: ${unknown.join(', ')}`] : []),
  ]
}
