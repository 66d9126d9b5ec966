import { Policy, type User } from '@pydotorg/platform/identity'

/** Boxes are kept by staff. */
export default class BoxPolicy extends Policy {
  manage(user: User): boolean {
    return user.isStaff && user.can('boxes.manage')
  }
}
