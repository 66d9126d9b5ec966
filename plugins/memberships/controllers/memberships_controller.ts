import { errors, type HttpContext } from '@adonisjs/core/http'
import MembershipPolicy from '#policies/membership_policy'
import { announcementList } from '#services/announcement_list'
import { becomeMember, changeDetails, endMembership } from '#services/change_membership'
import { findMembership, membershipNamed, membershipOf } from '#services/own_membership'
import { editedDetails, joiningDetails } from '#validators/membership_form'

const EDIT = '/users/membership/edit/'

export default class MembershipsController {
  async create({ auth, response, view }: HttpContext): Promise<string | void> {
    const user = auth.getUserOrFail()
    if (await findMembership(user)) return response.redirect().toPath(EDIT)
    return view.render('memberships::pages/memberships/create', { user, hasList: announcementList() !== null })
  }

  async store({ auth, bouncer, request, response }: HttpContext): Promise<void> {
    await bouncer.with(MembershipPolicy).authorize('join')
    const user = auth.getUserOrFail()
    if (await findMembership(user)) return response.redirect().status(303).toPath(EDIT)
    await becomeMember(user, await joiningDetails(request))
    response.redirect().status(303).toPath('/users/membership/thanks/')
  }

  async show({ auth, view }: HttpContext): Promise<string> {
    const membership = await membershipOf(auth.getUserOrFail())
    return view.render('memberships::pages/memberships/show', { membership })
  }

  async edit({ auth, view }: HttpContext): Promise<string> {
    const user = auth.getUserOrFail()
    const membership = await membershipOf(user)
    return view.render('memberships::pages/memberships/edit', {
      user,
      membership,
      hasList: announcementList() !== null,
    })
  }

  async update({ auth, bouncer, request, response, session }: HttpContext): Promise<void> {
    const membership = await membershipOf(auth.getUserOrFail())
    await bouncer.with(MembershipPolicy).authorize('edit', membership)
    await changeDetails(membership, await editedDetails(request))
    session.flash('notice', 'Your details are saved.')
    response.redirect().status(303).toPath(EDIT)
  }

  async destroy(ctx: HttpContext): Promise<void> {
    const { bouncer, params, request, response, session } = ctx
    await bouncer.with(MembershipPolicy).authorize('end', params.username)
    const membership = await membershipNamed(params.username)
    if (!membership) throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
    await endMembership(ctx, membership)
    session.flash('notice', 'The membership is ended.')
    response
      .redirect()
      .status(303)
      .toPath(`/users/${encodeURIComponent(params.username)}/`)
  }
}
