import {
  isAmongStaff,
  mayAct,
  mayImport,
  mayManage,
  type AdminAction,
  type AdminAsked,
  type AdminResource,
  type AnyRow,
} from '@pydotorg/platform/admin'
import { BasePolicy } from '@adonisjs/bouncer'
import type { User } from '@pydotorg/platform/identity'

/**
 * Who may do what to records. A superuser has every permission, but what a resource lets nobody do is done by nobody; so
 * this does not begin with the platform's `Policy`.
 */
export default class AdminPolicy extends BasePolicy {
  manage(user: User, asked: AdminAsked): boolean {
    return mayManage(user, asked)
  }

  act(user: User, resource: AdminResource, action: AdminAction<AnyRow>): boolean {
    return mayAct(user, resource, action)
  }

  takeIn(user: User, resource: AdminResource): boolean {
    return mayImport(user, resource)
  }

  /** Filters that are kept are one's own. */
  keepFilters(user: User): boolean {
    return isAmongStaff(user)
  }
}
