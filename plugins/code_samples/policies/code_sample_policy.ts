import { Policy, type User } from '@pydotorg/platform/identity'

/** Samples are kept by staff. */
export default class CodeSamplePolicy extends Policy {
  manage(user: User): boolean {
    return user.isStaff && user.can('code_samples.manage')
  }
}
