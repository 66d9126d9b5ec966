import type { HttpContext } from '@adonisjs/core/http'
import { beginSecondStep, signIn, type User } from '@pydotorg/platform/identity'
import { SecondFactors, TrustedDevices } from '@pydotorg/platform/identity/second_factors'
import { knowBrowser } from './known_browser.js'

/** Who has shown the first thing by which they sign in. */
export interface FirstFactorShown {
  user: User
  /** Path that they are led to in the end. */
  next: string | null
  /** True for what is two factors by itself, such as a passkey that asked for a finger. */
  isEnough?: boolean
}

/**
 * The end of every way to sign in: somebody who is not active is told so, a second factor is asked for if there is one
 * and this browser is not trusted, and everybody else is signed in. Answers the request.
 *
 * @param ctx - a request with a session
 * @param shown - who, and where to lead them
 */
export async function finishSignIn(
  ctx: HttpContext,
  { user, next, isEnough = false }: FirstFactorShown
): Promise<void> {
  const lead = (path: string): void => ctx.response.redirect().status(303).toPath(path)
  if (!user.isActive) return lead('/accounts/inactive/')
  if (!isEnough && (await asksForMore(ctx, user))) {
    await beginSecondStep(ctx, user, next)
    return lead('/accounts/two-factor/')
  }
  await signIn(ctx, user)
  knowBrowser(ctx, user)
  return lead(next ?? '/')
}

async function asksForMore(ctx: HttpContext, user: User): Promise<boolean> {
  const factors = await ctx.containerResolver.make(SecondFactors)
  if (!(await factors.isOn(user))) return false
  return !(await (await ctx.containerResolver.make(TrustedDevices)).isTrusted(ctx, user))
}
