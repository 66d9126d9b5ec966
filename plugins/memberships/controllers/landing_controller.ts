import type { HttpContext } from '@adonisjs/core/http'
import { currentUser } from '@pydotorg/platform/identity'
import { typeLabel } from '#services/membership_types'
import { findMembership } from '#services/own_membership'

export default class LandingController {
  /** Says what makes sense to a guest, to somebody without a membership, to a basic member and to others. */
  async show(ctx: HttpContext): Promise<string> {
    const user = currentUser(ctx)
    const membership = user ? await findMembership(user) : null
    const label = membership && typeLabel(membership.type).toLowerCase()
    return ctx.view.render('memberships::pages/landing/show', { isGuest: !user, membership, label })
  }
}
