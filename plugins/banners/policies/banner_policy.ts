import { Policy, type User } from '@pydotorg/platform/identity'

/** Banners are on every page, so only staff who were given the permission write them. */
export default class BannerPolicy extends Policy {
  edit(user: User): boolean {
    return user.isStaff && user.can('banners.edit')
  }
}
