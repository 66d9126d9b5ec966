import app from '@adonisjs/core/services/app'
import { fragments } from '@pydotorg/platform/cache'
import { SiteHealthReport } from '@pydotorg/platform/health'
import { firstLine } from '#services/panels/first_line'

/** What a check found that is not well. */
interface FailedCheck {
  name: string
  status: 'warning' | 'error'
  message: string
}

/** Checks ask the disk, other machines and the whole queue; who looks at the dashboard often does not ask them anew. */
const KEPT = { lifetime: 30, tags: ['admin:checks'] }

/** @returns checks that found something, the worst first, and when they were asked; null when all is well */
export default async function failedChecks(): Promise<{ checks: FailedCheck[]; at: Date } | null> {
  const { checks, at } = await fragments.remember('admin.failed_checks', KEPT, askAll)
  return checks.length > 0 ? { checks, at: new Date(at) } : null
}

async function askAll(): Promise<{ checks: FailedCheck[]; at: string }> {
  const { findings, finishedAt } = await (await app.container.make(SiteHealthReport)).everything()
  const checks = findings.flatMap(({ name, status, message }) => {
    return status === 'ok' ? [] : [{ name, status, message: firstLine(message) }]
  })
  return { checks: checks.sort((a, b) => a.status.localeCompare(b.status)), at: finishedAt.toISOString() }
}
