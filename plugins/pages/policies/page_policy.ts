import { Policy, type User } from '@pydotorg/platform/identity'

/** Visitors read what is published; staff with the permissions write. */
export default class PagePolicy extends Policy {
  /** Drafts, pages whose time has not come, and those whose time is over; histories too. */
  viewDraft(user: User): boolean {
    return user.isStaff && (user.can('pages.write') || user.can('pages.publish'))
  }

  write(user: User): boolean {
    return user.isStaff && user.can('pages.write')
  }

  publish(user: User): boolean {
    return user.isStaff && user.can('pages.publish')
  }

  redirect(user: User): boolean {
    return user.isStaff && user.can('pages.redirect')
  }
}
