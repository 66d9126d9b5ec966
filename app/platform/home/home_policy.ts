import { Policy } from '../identity/policy.js'
import type { User } from '../identity/models/user.js'

/** Who may say what stands where on the home page. */
export class HomePolicy extends Policy {
  arrange(user: User): boolean {
    return user.isStaff && user.can('platform.arrange_home')
  }
}
