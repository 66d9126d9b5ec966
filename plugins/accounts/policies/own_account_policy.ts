import { Policy, type User } from '@pydotorg/platform/identity'

/** What protects an account is its owner's business alone: superusers have the administration, which says so to others. */
export default class OwnAccountPolicy extends Policy {
  override before(user: User | null): boolean | undefined {
    return user?.isActive === false ? false : undefined
  }

  /** Sessions, second factors, passkeys and tokens. */
  protect(user: User, account: User): boolean {
    return user.id === account.id
  }

  delete(user: User, account: User): boolean {
    return user.id === account.id
  }

  /** Keys of python.org's API are for who may write there. */
  makeApiKeys(user: User): boolean {
    return user.isStaff || user.isSuperuser
  }
}
