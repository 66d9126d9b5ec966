import type { HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import { leaveAccount } from './leave_account.js'
import type { User } from './models/user.js'
import { noteProof } from './middleware/sudo.js'
import { endSecondStep } from './pending_sign_in.js'

/** What a list of sessions tells of each, kept in the session itself. */
export interface SessionDevice {
  ip: string
  userAgent: string
  /** ISO time. */
  signedInAt: string
}

/** Where the session keeps it. */
export const DEVICE = 'identity.device'

const LONGEST_USER_AGENT = 300

/**
 * Signs somebody in who has proved who they are, all factors included. The session gets a new id, so that one that was
 * planted before is worth nothing, and belongs to the user from now on.
 *
 * @param ctx - a request with a session
 * @param user - the account; it must be active
 * @throws Error when the account is not active: whoever calls has to say so in their own words
 * @example
 * await signIn(ctx, user)
 */
export async function signIn(ctx: HttpContext, user: User): Promise<void> {
  if (!user.isActive) throw new Error('An account that is not active cannot be signed in.')
  await leaveAccount(ctx, user)
  await ctx.auth.use('web').login(user)
  const device: SessionDevice = {
    ip: ctx.request.ip(),
    userAgent: (ctx.request.header('user-agent') ?? '').slice(0, LONGEST_USER_AGENT),
    signedInAt: DateTime.utc().toISO(),
  }
  ctx.session.put(DEVICE, device)
  noteProof(ctx)
  endSecondStep(ctx)
  await ctx.session.tag(String(user.id))
  await user.merge({ lastLoginAt: DateTime.utc() }).save()
  await user.loadAccess()
}

/**
 * Gives the session a new id, after what its owner may do has changed, e.g. by a new password.
 *
 * @param ctx - a request of somebody who is signed in
 */
export async function renewSession(ctx: HttpContext): Promise<void> {
  ctx.session.regenerate()
  if (ctx.auth.user) await ctx.session.tag(String(ctx.auth.user.id))
}

/**
 * Signs the person of this request out and forgets everything of the session.
 *
 * @param ctx - a request with a session
 */
export async function signOut(ctx: HttpContext): Promise<void> {
  await ctx.auth.use('web').logout()
  ctx.session.clear()
  ctx.session.regenerate()
}
