import { Policy, type User } from '@pydotorg/platform/identity'

/** What operators may do; each page has a permission of its own, and a superuser has them all. */
export default class OperatorPolicy extends Policy {
  /** Turn switches, plan and undo changes, edit rules. */
  switchFeatures(user: User): boolean {
    return user.isStaff && user.can('platform.switch_features')
  }

  /** Retry and delete jobs, pause queues, change schedules. */
  manageJobs(user: User): boolean {
    return user.isStaff && user.can('platform.manage_jobs')
  }

  /** Read the audit log, take it along, and check its chain. */
  readAudit(user: User): boolean {
    return user.isStaff && user.can('platform.read_audit')
  }

  /** Drop what is kept of pages. */
  manageCache(user: User): boolean {
    return user.isStaff && user.can('platform.manage_cache')
  }

  /** See the log of mails, send failed ones again, let an address have bulk mail again. */
  manageMail(user: User): boolean {
    return user.isStaff && user.can('platform.manage_mail')
  }

  /** Change settings of the site. */
  changeSettings(user: User): boolean {
    return user.isStaff && user.can('platform.change_settings')
  }
}
