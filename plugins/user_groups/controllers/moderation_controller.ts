import type { HttpContext } from '@adonisjs/core/http'
import UserGroupPolicy from '#policies/user_group_policy'
import { kindTitle } from '#services/group_kinds'
import { decideGroup, deleteGroup, type Decision } from '#services/moderate_group'
import { groupsToModerate } from '#services/moderation_list'
import { moderationListValidator } from '#validators/group_list'
import { moderationValidator } from '#validators/moderation'

const LIST = '/community/user-groups/moderate/'

const OUTCOMES: Readonly<Record<Decision, string>> = {
  approve: 'is on the list',
  revoke: 'is off the list',
  trust: 'is trusted',
  distrust: 'is no longer trusted',
}

export default class ModerationController {
  async index({ bouncer, request, view }: HttpContext): Promise<string> {
    await bouncer.with(UserGroupPolicy).authorize('moderate')
    const search = await request.validateUsing(moderationListValidator)
    const groups = await groupsToModerate(search)
    return view.render('user_groups::pages/moderation/index', { search, groups, kindTitle })
  }

  async update(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(UserGroupPolicy).authorize('moderate')
    const { decision } = await ctx.request.validateUsing(moderationValidator)
    const group = await decideGroup(ctx, Number(ctx.params.id), decision)
    ctx.session.flash('notice', `${group.name} ${OUTCOMES[decision]}.`)
    ctx.response.redirect().status(303).back(LIST)
  }

  async destroy(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(UserGroupPolicy).authorize('moderate')
    const group = await deleteGroup(ctx, Number(ctx.params.id))
    ctx.session.flash('notice', `${group.name} is deleted.`)
    ctx.response.redirect().status(303).back(LIST)
  }
}
