import { Policy, type User } from '@pydotorg/platform/identity'
import type Membership from '#models/membership'

/** Everybody decides about their own membership; superusers may also end that of others. */
export default class MembershipPolicy extends Policy {
  join(user: User): boolean {
    return user.isActive
  }

  edit(user: User, membership: Membership): boolean {
    return membership.userId === user.id
  }

  affirm(user: User, membership: Membership): boolean {
    return membership.userId === user.id
  }

  /** By the name in the address, before anything is looked up: whether others are members is not told. */
  end(user: User, username: string): boolean {
    return user.username.toLowerCase() === username.toLowerCase()
  }
}
