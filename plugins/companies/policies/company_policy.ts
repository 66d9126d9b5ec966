import { Policy, type User } from '@pydotorg/platform/identity'

/** Companies are kept by staff. */
export default class CompanyPolicy extends Policy {
  manage(user: User): boolean {
    return user.isStaff && user.can('companies.manage')
  }
}
