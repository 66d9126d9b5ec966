import { BasePolicy } from '@adonisjs/bouncer'
import type { User } from './models/user.js'

/**
 * What every policy starts from: superusers may do everything, people who are not active nothing. Guests are refused
 * by Bouncer unless the action says `@allowGuest()`.
 *
 * @example
 * export default class JobPolicy extends Policy {
 *   approve(user: User) {
 *     return user.can('jobs.moderate')
 *   }
 * }
 */
export class Policy extends BasePolicy {
  /** Asked by Bouncer first; undefined leaves the decision to the action. */
  before(user: User | null): boolean | undefined {
    if (user?.isActive === false) return false
    return user?.isSuperuser ? true : undefined
  }
}
