import { inject } from '@adonisjs/core'
import { errors, type HttpContext } from '@adonisjs/core/http'
import MembershipDirectory from '@pydotorg/memberships/contracts/membership_directory'
import { Contracts } from '@pydotorg/platform/contracts'
import { User } from '@pydotorg/platform/identity'
import { isConflict, isTaken } from '#services/accounts'
import { isReserved } from '#services/usernames'
import { usernameTaken } from '#services/sign_up'
import ProfilePolicy from '#policies/profile_policy'
import { profileForm } from '#validators/profile'

@inject()
export default class ProfilesController {
  constructor(protected contracts: Contracts) {}

  async show({ auth, bouncer, params, request, view }: HttpContext): Promise<string> {
    const person = await User.query().whereRaw('lower(username) = lower(?)', [params.username]).first()
    // Not 403: whether there is such an account is nobody's business.
    if (!person || (await bouncer.with(ProfilePolicy).denies('show', person))) {
      throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
    }
    const isOwner = auth.user?.id === person.id
    const showsEmail = await bouncer.with(ProfilePolicy).allows('readEmail', person)
    const members = await this.contracts.optional(MembershipDirectory)
    const isMember = members ? await members.isMember(person.id) : null
    return view.render('accounts::pages/profiles/show', { person, isOwner, showsEmail, isMember })
  }

  edit({ view }: HttpContext): Promise<string> {
    return view.render('accounts::pages/profiles/edit')
  }

  async update({ auth, bouncer, request, response, session }: HttpContext): Promise<void> {
    const user = auth.getUserOrFail()
    await bouncer.with(ProfilePolicy).authorize('update', user)
    const form = await request.validateUsing(profileForm)
    const isNew = form.username.toLowerCase() !== user.username.toLowerCase()
    if (isNew && (isReserved(form.username) || (await isTaken(form.username, user)))) throw usernameTaken()
    user.merge({
      username: form.username,
      firstName: form.first_name,
      lastName: form.last_name,
      bio: form.bio,
      searchVisibility: form.search_visibility,
      emailPrivacy: form.email_privacy,
      publicProfile: form.public_profile ?? false,
    })
    try {
      await user.save()
    } catch (error) {
      throw isConflict(error, 'users_username_unique') ? usernameTaken() : error
    }
    session.flash('notice', 'Your profile is saved.')
    response.redirect().status(303).toPath(`/users/${user.username}/`)
  }
}
