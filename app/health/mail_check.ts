import { BaseCheck, Result } from '@adonisjs/core/health'
import type { HealthCheckResult } from '@adonisjs/core/types/health'
import type { MailPulse, MailPulseReport } from '@pydotorg/platform/mail'

/** A mail that a provider does not take is tried again for about an hour, in seconds. */
const LONG_S = 900

/** Fewer attempts than this say nothing about a provider. */
const ENOUGH = 10

/** Whether mails leave. What it finds is a warning and never more: pages are served without them, and none is lost. */
export class MailCheck extends BaseCheck {
  readonly name = 'Mails'

  constructor(protected pulse: Pick<MailPulse, 'read'>) {
    super()
  }

  async run(): Promise<HealthCheckResult> {
    const report = await this.pulse.read().catch(() => null)
    if (report === null) return Result.warning('The log of mails cannot be read')
    const troubles = troublesOf(report)
    const result = troubles.length > 0 ? Result.warning(troubles.join('; ')) : Result.ok('Mails leave as they come')
    return result.mergeMetaData({ oldestQueuedInSeconds: Math.round(report.oldestQueued), lastHour: report.lastHour })
  }
}

function troublesOf({ queued, oldestQueued, lastHour: { sent, failed } }: MailPulseReport): string[] {
  const attempts = sent + failed
  return [
    ...(oldestQueued > LONG_S ? [`Mails wait for more than ${LONG_S / 60} minutes: ${queued}`] : []),
    ...(attempts >= ENOUGH && failed > attempts / 2
      ? [`Failed attempts in the last hour: ${failed} of ${attempts}`]
      : []),
  ]
}
