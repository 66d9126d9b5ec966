import { allowGuest } from '@adonisjs/bouncer'
import { Policy, type User } from '@pydotorg/platform/identity'

/** Who sees a profile, and what of it. Behaviour kept from python.org: the owner sees a hidden one. */
export default class ProfilePolicy extends Policy {
  /** Superusers see what everybody sees: a page that looks public to them and is not would mislead. */
  override before(user: User | null): boolean | undefined {
    return user?.isActive === false ? false : undefined
  }

  @allowGuest()
  show(user: User | null, person: User): boolean {
    if (user?.id === person.id) return true
    return person.isActive && person.publicProfile && person.searchVisibility === 'public'
  }

  @allowGuest()
  readEmail(user: User | null, person: User): boolean {
    if (user?.id === person.id) return true
    return person.emailPrivacy === 'public' || (person.emailPrivacy === 'private' && user !== null)
  }

  update(user: User, person: User): boolean {
    return user.id === person.id
  }
}
