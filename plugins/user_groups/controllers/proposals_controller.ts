import type { HttpContext } from '@adonisjs/core/http'
import UserGroupPolicy from '#policies/user_group_policy'
import { GROUP_KINDS, kindTitle } from '#services/group_kinds'
import { proposeGroup } from '#services/propose_group'
import { proposalMessages, proposalValidator } from '#validators/proposal'

export default class ProposalsController {
  create({ view }: HttpContext): Promise<string> {
    return view.render('user_groups::pages/proposals/create', { kinds: GROUP_KINDS, kindTitle })
  }

  async store({ auth, bouncer, request, response }: HttpContext): Promise<void> {
    await bouncer.with(UserGroupPolicy).authorize('propose')
    const proposal = await request.validateUsing(proposalValidator, { messagesProvider: proposalMessages })
    await proposeGroup(auth.getUserOrFail(), proposal)
    response.redirect().status(303).toPath('/community/user-groups/propose/thanks/')
  }

  show({ view }: HttpContext): Promise<string> {
    return view.render('user_groups::pages/proposals/show')
  }
}
