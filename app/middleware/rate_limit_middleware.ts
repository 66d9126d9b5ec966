import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { limitOf, rateCaller, RateLimits, TooManyRequests, type RateCount } from '@pydotorg/platform/rate_limits'

/**
 * Counts every request that a route answers, by the tier of the route (docs/http.md), and turns away what is too much
 * before its body is read.
 */
export default class RateLimitMiddleware {
  async handle(ctx: HttpContext, next: NextFn): Promise<void> {
    const limit = ctx.route && limitOf(ctx.route, ctx.request.method())
    if (!limit) return next()
    const limits = await ctx.containerResolver.make(RateLimits)
    const count = await limits.take(limit, rateCaller(ctx))
    if (!count) return next()
    if (!count.isAllowed) {
      tell(ctx, count)
      throw new TooManyRequests(count)
    }
    // Before the route too, so that a form that was refused says how often it may be sent again.
    if (isPersonal(ctx)) tell(ctx, count)
    await next()
    if (isPersonal(ctx)) tell(ctx, count)
  }
}

/** What everybody gets from a cache must not tell of one visitor's requests. */
function isPersonal({ request, response, session }: HttpContext): boolean {
  const reads = request.method() === 'GET' || request.method() === 'HEAD'
  return !reads || session?.initiated || /private|no-store/.test(String(response.getHeader('Cache-Control') ?? ''))
}

function tell({ response }: HttpContext, { limit, window, remaining, resetIn }: RateCount): void {
  response
    .header('RateLimit-Policy', `${limit}; w=${window}`)
    .header('RateLimit-Limit', String(limit))
    .header('RateLimit-Remaining', String(remaining))
    .header('RateLimit-Reset', String(resetIn))
}
