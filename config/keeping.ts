import { milliseconds } from '@pydotorg/platform/jobs/duration'
import type { Kept } from '@pydotorg/platform/jobs/keep_times'
import env from '#start/env'

/*
| How long what is over stays, in milliseconds. Schedules delete it at night (docs/jobs.md).
*/
const keeping: Readonly<Record<Kept, number>> = {
  doneJobs: env.get('JOBS_DONE_KEPT_FOR') ?? milliseconds('1 day'),
  failedJobs: env.get('JOBS_FAILED_KEPT_FOR') ?? milliseconds('30 days'),
  // Whoever opens an old link is told so for as long, and an access token stays in its owner's list.
  links: env.get('LINKS_KEPT_FOR') ?? milliseconds('30 days'),
  // An upload may wait for so long until somebody saves the page that uses it.
  uploads: env.get('UPLOADS_KEPT_FOR') ?? milliseconds('1 day'),
  mailBodies: env.get('MAIL_BODIES_KEPT_FOR') ?? milliseconds('30 days'),
  mails: env.get('MAIL_LOG_KEPT_FOR') ?? milliseconds('365 days'),
}

export default keeping
