import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { AdminDirectory } from '@pydotorg/platform/admin'
import { currentUser } from '@pydotorg/platform/identity'
import UserGroupPolicy from '#policies/user_group_policy'
import { GROUP_KINDS, kindTitle } from '#services/group_kinds'
import { listedGroups } from '#services/group_search'
import { waitingGroups } from '#services/waiting_groups'
import { groupListValidator } from '#validators/group_list'

@inject()
export default class GroupsController {
  readonly #admin: AdminDirectory

  constructor(admin: AdminDirectory) {
    this.#admin = admin
  }

  async index(ctx: HttpContext): Promise<string> {
    const search = await ctx.request.validateUsing(groupListValidator)
    return ctx.view.render('user_groups::pages/groups/index', {
      search,
      groups: await listedGroups(search),
      kinds: GROUP_KINDS,
      kindTitle,
      mayPropose: ctx.features.isOn('user_groups.proposals'),
      moderation: (await this.#moderates(ctx)) ? await this.#moderation() : null,
    })
  }

  async #moderates(ctx: HttpContext): Promise<boolean> {
    return currentUser(ctx) !== undefined && ctx.bouncer.with(UserGroupPolicy).allows('moderate')
  }

  async #moderation() {
    const resource = await this.#admin.resource('user_groups.groups')
    return resource && { href: `${this.#admin.address(resource)}?f_approved=no`, waiting: await waitingGroups() }
  }
}
