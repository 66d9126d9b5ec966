import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { AccountDeletion, signOut, User } from '@pydotorg/platform/identity'
import OwnAccountPolicy from '#policies/own_account_policy'
import { SecurityNotices } from '#services/security_notices'
import { deleteAccount, deleteAccountMessages } from '#validators/delete_account'

/**
 * Behaviour kept from python.org: the address, and what it answers to whom. New are the proof and the typed username.
 */
@inject()
export default class AccountDeletionsController {
  readonly #deletion: AccountDeletion
  readonly #notices: SecurityNotices

  constructor(deletion: AccountDeletion, notices: SecurityNotices) {
    this.#deletion = deletion
    this.#notices = notices
  }

  async store(ctx: HttpContext): Promise<void> {
    const { auth, bouncer, params, request, response, session } = ctx
    const user = auth.getUserOrFail()
    const account = await User.query().whereRaw('lower(username) = lower(?)', [params.username]).first()
    // Whether there is such an account is nobody else's business: one that is missing is refused as that of another.
    await bouncer.with(OwnAccountPolicy).authorize('delete', account ?? new User())
    await request.validateUsing(deleteAccount, {
      meta: { username: user.username },
      messagesProvider: deleteAccountMessages,
    })
    await this.#deletion.delete(user, ctx)
    this.#notices.accountDeleted(ctx, user)
    await signOut(ctx)
    session.flash('notice', 'Your account is deleted.')
    return response.redirect().status(303).toPath('/')
  }
}
