import type { HttpContext } from '@adonisjs/core/http'
import MembershipPolicy from '#policies/membership_policy'
import { affirmVote } from '#services/change_membership'
import { membershipOf } from '#services/own_membership'

export default class AffirmationsController {
  async create({ auth, view }: HttpContext): Promise<string> {
    const membership = await membershipOf(auth.getUserOrFail())
    return view.render('memberships::pages/affirmations/create', { membership })
  }

  async store({ auth, bouncer, response }: HttpContext): Promise<void> {
    const membership = await membershipOf(auth.getUserOrFail())
    await bouncer.with(MembershipPolicy).authorize('affirm', membership)
    await affirmVote(membership)
    response.redirect().status(303).toPath('/users/membership/affirm/done/')
  }

  async show({ auth, view }: HttpContext): Promise<string> {
    const membership = await membershipOf(auth.getUserOrFail())
    return view.render('memberships::pages/affirmations/show', { membership })
  }
}
