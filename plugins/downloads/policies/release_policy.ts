import { Policy, type User } from '@pydotorg/platform/identity'

/** Releases and their files are kept by release managers. */
export default class ReleasePolicy extends Policy {
  manage(user: User): boolean {
    return user.isStaff && user.can('downloads.manage')
  }
}
