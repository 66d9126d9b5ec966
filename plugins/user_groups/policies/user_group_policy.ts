import { Policy, type User } from '@pydotorg/platform/identity'

/** Everybody with an account may propose a group; whether it is listed is for moderators to say. */
export default class UserGroupPolicy extends Policy {
  propose(user: User): boolean {
    return user.isActive
  }

  moderate(user: User): boolean {
    return user.isStaff && user.can('user_groups.moderate')
  }
}
