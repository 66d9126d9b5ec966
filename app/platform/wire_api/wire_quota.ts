import type { HttpContext } from '@adonisjs/core/http'
import { rateCaller, type RatedAccount } from '../rate_limits/rate_caller.js'
import { RateLimits } from '../rate_limits/rate_limits.js'

/**
 * Counts a request against the caller's day. Behaviour kept from python.org: after authentication, before anything else.
 *
 * @param ctx - the request; `Retry-After` is set when the day is used up
 * @param account - who asks; null for a guest
 * @returns seconds to wait; null when there is no need to
 */
export async function overQuota(ctx: HttpContext, account: RatedAccount | null): Promise<number | null> {
  const limits = await ctx.containerResolver.make(RateLimits)
  const count = await limits.takeFromLegacyQuota(rateCaller(ctx, account))
  if (!count || count.isAllowed) return null
  ctx.response.header('Retry-After', String(count.resetIn)).header('Cache-Control', 'no-store')
  return count.resetIn
}
