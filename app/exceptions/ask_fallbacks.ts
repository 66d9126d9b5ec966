import type { HttpContext } from '@adonisjs/core/http'
import { ContributionReader } from '@pydotorg/platform/contributions'
import { FeatureOff } from '@pydotorg/platform/http'
import { rateCaller, RateLimits, TooManyRequests } from '@pydotorg/platform/rate_limits'
import type { HttpFailure } from '#exceptions/problem'

/**
 * Asks the plugins whether one of them answers an address that was not found.
 *
 * @param failure - what was thrown
 * @param ctx - the request
 * @returns true when it is answered
 * @throws TooManyRequests, and whatever a plugin has to say in place of the 404 page
 */
export async function askFallbacks(failure: HttpFailure, ctx: HttpContext): Promise<boolean> {
  if (failure.status !== 404 || failure instanceof FeatureOff || !isRead(ctx)) return false
  const contributed = await ctx.containerResolver.make(ContributionReader)
  const sources = contributed.fallbackSources()
  if (sources.length === 0) return false
  await countRead(ctx)
  for (const source of sources) {
    const { default: answer } = await source()
    if ((await answer(ctx)) === 'answered') return true
  }
  return false
}

/** A program that asks the API for what is not there is no visitor of a page. */
function isRead({ request }: HttpContext): boolean {
  const reads = request.method() === 'GET' || request.method() === 'HEAD'
  return reads && !request.url().startsWith('/api/')
}

/** As any other read; a request that found a route is counted already. */
async function countRead(ctx: HttpContext): Promise<void> {
  if (ctx.route) return
  const limits = await ctx.containerResolver.make(RateLimits)
  const count = await limits.take({ tier: 'low', bucket: 'reads' }, rateCaller(ctx))
  if (count && !count.isAllowed) throw new TooManyRequests(count)
}
