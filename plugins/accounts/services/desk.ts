import type { HttpContext } from '@adonisjs/core/http'
import { User } from '@pydotorg/platform/identity'
import { Outbox, type ComposedMails } from '@pydotorg/platform/mail'
import { DateTime } from 'luxon'
import AccountDesk, { type FirstFactor, type NewAccount } from '../contracts/account_desk.js'
import { isConflict, isTaken, ownerOf } from './accounts.js'
import { EmailConfirmation } from './email_confirmation.js'
import { finishSignIn } from './finish_sign_in.js'
import { SignUp, usernameTaken } from './sign_up.js'
import { isReserved, USERNAME_CHARACTERS } from './usernames.js'

/** The desk at which other plugins' visitors get accounts of this plugin. */
export default class Desk extends AccountDesk {
  async finishSignIn(ctx: HttpContext, shown: FirstFactor): Promise<void> {
    const { user } = shown
    if (!user.isActive || user.emailVerifiedAt) return finishSignIn(ctx, shown)
    const confirmation = await ctx.containerResolver.make(EmailConfirmation)
    await mailLater(ctx, () => confirmation.mailFor(user))
    ctx.response.redirect().status(303).toPath('/accounts/confirm-email/')
  }

  async freeUsernames(wanted: readonly string[]): Promise<string[]> {
    const allowed = wanted.filter((name) => USERNAME_CHARACTERS.test(name) && !isReserved(name)).slice(0, 20)
    if (allowed.length === 0) return []
    const names = allowed.map((name) => name.toLowerCase())
    const taken = await User.query().whereRaw('lower(username) = any(?)', [names]).select('username')
    const lower = new Set(taken.map(({ username }) => username.toLowerCase()))
    return allowed.filter((name) => !lower.has(name.toLowerCase()))
  }

  async isKnown(email: string): Promise<boolean> {
    return (await ownerOf(email)) !== null
  }

  async open(ctx: HttpContext, account: NewAccount): Promise<User | null> {
    const { emailVerified, ...rest } = account
    if (isReserved(rest.username) || (await isTaken(rest.username))) throw usernameTaken()
    const owner = await ownerOf(rest.email)
    if (owner) return this.#tellOwner(ctx, owner)
    const emailVerifiedAt = emailVerified ? DateTime.utc() : null
    try {
      return await User.create({ ...rest, emailVerifiedAt, password: null, isActive: true })
    } catch (error) {
      // Two requests at the same time.
      if (isConflict(error, 'users_username_unique')) throw usernameTaken()
      if (!isConflict(error, 'users_email_unique')) throw error
      return this.#tellOwner(ctx, await ownerOf(rest.email))
    }
  }

  async #tellOwner(ctx: HttpContext, owner: User | null): Promise<null> {
    const signUp = await ctx.containerResolver.make(SignUp)
    if (owner) await mailLater(ctx, () => signUp.tell(owner))
    return null
  }
}

async function mailLater(ctx: HttpContext, compose: () => Promise<ComposedMails>): Promise<void> {
  const outbox = await ctx.containerResolver.make(Outbox)
  outbox.afterAnswer(ctx, compose)
}
