import type { Lazy } from '../plugins/lazy.js'
import type { JobClass } from './job_class.js'
import type { ScheduleDeclaration } from './schedules/schedule_declaration.js'

const clearJobs = () => import('./own/clear_jobs.js')
const clearExpired = () => import('./own/clear_expired.js')
const clearMails = () => import('./own/clear_mails.js')
const cleanMedia = () => import('./own/clean_media.js')
const carryOutPlan = () => import('./own/carry_out_plan.js')
const purgeCdn = () => import('./own/purge_cdn.js')
const sendMail = () => import('../mail/send_mail.js')

/** Jobs of the platform, which belong to no plugin and are never held. */
export const ownJobs: readonly Lazy<JobClass>[] = [
  ...[clearJobs, clearExpired, clearMails, cleanMedia],
  ...[sendMail, carryOutPlan, purgeCdn],
]

/** Schedules of the platform. */
export const ownSchedules: readonly ScheduleDeclaration[] = [
  { name: 'platform.clear_jobs', job: clearJobs, cron: '17 3 * * *' },
  { name: 'platform.clear_expired', job: clearExpired, cron: '47 2 * * *' },
  { name: 'platform.clear_mails', job: clearMails, cron: '7 3 * * *' },
  { name: 'platform.clean_media', job: cleanMedia, cron: '27 4 * * *' },
]
