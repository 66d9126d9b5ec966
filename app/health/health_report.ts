import type { HealthCheckReport } from '@adonisjs/core/types/health'

/** What may be told of the site's health to anybody. */
interface HealthReport {
  status: 'ok' | 'warning' | 'error'
  checks: { name: string; status: 'ok' | 'warning' | 'error'; message: string }[]
}

/**
 * The report without what only operators may know: an error's own words name hosts, users and paths.
 *
 * @param report - what the checks found
 * @returns names and states; words only of what is no error
 */
export function publicReport(report: HealthCheckReport): HealthReport {
  const checks = report.checks.map(({ name, status, message }) => ({
    name,
    status,
    message: status === 'error' ? 'Failed; the log of the site says why' : message,
  }))
  return { status: report.status, checks }
}
