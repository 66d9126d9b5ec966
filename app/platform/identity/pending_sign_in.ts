import { createHash } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import { leaveAccount } from './leave_account.js'
import { User } from './models/user.js'

const PENDING = 'identity.pending'

/** How long somebody may look for their phone, in milliseconds. */
const PENDING_MS = 10 * 60_000

interface Pending {
  userId: number
  next: string | null
  since: number
  /** What was shown counts no more when the password is another one by now. */
  password: string
}

/** Somebody who has shown their password, and has to show a second factor. */
export interface PendingSignIn {
  user: User
  /** Path that they are led to in the end. */
  next: string | null
}

/**
 * Notes that somebody has shown their password, and that a second factor is still to come. They are not signed in: until
 * then the session is worth nothing but asking for the factor. It gets a new id.
 *
 * @param ctx - a request with a session
 * @param user - whose password it was
 * @param next - path that they are led to in the end
 * @example
 * await beginSecondStep(ctx, user, next)
 * return ctx.response.redirect().status(303).toPath('/accounts/two-factor/')
 */
export async function beginSecondStep(ctx: HttpContext, user: User, next: string | null): Promise<void> {
  const { session } = ctx
  await leaveAccount(ctx)
  session.regenerate()
  session.put(PENDING, { userId: user.id, next, since: Date.now(), password: printOf(user) } satisfies Pending)
}

/**
 * @param ctx - a request with a session
 * @returns who has to show a second factor; null when nobody has, it took more than ten minutes, or their password
 *   was changed meanwhile
 * @example
 * const pending = await pendingUser(ctx)
 * if (!pending) return ctx.response.redirect().status(303).toPath('/accounts/login/')
 */
export async function pendingUser({ session }: HttpContext): Promise<PendingSignIn | null> {
  const pending: Pending | null = session.get(PENDING, null)
  if (!pending || Date.now() - pending.since > PENDING_MS) return null
  const user = await User.find(pending.userId)
  return user?.isActive && printOf(user) === pending.password ? { user, next: pending.next } : null
}

/**
 * Forgets it; `signIn` does it too.
 *
 * @param ctx - a request with a session
 */
export function endSecondStep({ session }: HttpContext): void {
  session.forget(PENDING)
}

/** Tells two passwords apart, and nothing about either; the hash itself stays where it is. */
function printOf({ password }: User): string {
  return createHash('sha256')
    .update(password ?? '')
    .digest('hex')
}
