import type { HttpContext } from '@adonisjs/core/http'
import { currentUser } from '@pydotorg/platform/identity'
import UserGroupPolicy from '#policies/user_group_policy'
import { GROUP_KINDS, kindTitle } from '#services/group_kinds'
import { listedGroups } from '#services/group_search'
import { waitingGroups } from '#services/moderation_list'
import { groupListValidator } from '#validators/group_list'

export default class GroupsController {
  async index(ctx: HttpContext): Promise<string> {
    const search = await ctx.request.validateUsing(groupListValidator)
    return ctx.view.render('user_groups::pages/groups/index', {
      search,
      groups: await listedGroups(search),
      kinds: GROUP_KINDS,
      kindTitle,
      mayPropose: ctx.features.isOn('user_groups.proposals'),
      waiting: (await this.#moderates(ctx)) ? await waitingGroups() : null,
    })
  }

  async #moderates(ctx: HttpContext): Promise<boolean> {
    return currentUser(ctx) !== undefined && ctx.bouncer.with(UserGroupPolicy).allows('moderate')
  }
}
