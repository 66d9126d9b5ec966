import app from '@adonisjs/core/services/app'
import { JobList } from '@pydotorg/platform/jobs'
import { firstLine } from '#services/panels/first_line'

/** A job that failed for good. */
interface FailedJob {
  name: string
  href: string
  at: Date
  reason: string
}

const SHOWN = 5

/** @returns how many jobs failed, and the last of them, without secrets; null when none did */
export default async function failedJobs(): Promise<{ count: number; jobs: FailedJob[] } | null> {
  const { count, latest } = await (await app.container.make(JobList)).failures(SHOWN)
  if (count === 0) return null
  const jobs = latest.map(({ id, queue, job, finishedAt, addedAt, reason }) => {
    const href = `/admin/jobs/list/${queue}/${id}/`
    return { name: job, href, at: finishedAt ?? addedAt, reason: firstLine(reason ?? '') }
  })
  return { count, jobs }
}
