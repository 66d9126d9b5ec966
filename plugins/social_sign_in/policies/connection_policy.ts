import { Policy, type LinkedAccount, type User } from '@pydotorg/platform/identity'

/** Everybody decides about their own account, and nobody about another's. */
export default class ConnectionPolicy extends Policy {
  create(user: User): boolean {
    return user.isActive
  }

  delete(user: User, linked: LinkedAccount): boolean {
    return linked.userId === user.id
  }
}
