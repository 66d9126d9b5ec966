import { Policy, type User } from '@pydotorg/platform/identity'

/** Menus are on every page, so only staff who were given the permission touch them. */
export default class MenuPolicy extends Policy {
  edit(user: User): boolean {
    return user.isStaff && user.can('navigation.edit')
  }
}
