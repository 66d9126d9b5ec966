import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** A visitor's own copy may be used once the server has said that it still holds. */
const REVALIDATE = 'public, max-age=0, must-revalidate'

/** By this name the CDN drops everything below one first part of an address, e.g. all of `/downloads/`. */
function surrogateKey(path: string): string {
  const section = path.split('/', 2)[1] ?? ''
  return /^[\w.~-]{1,64}$/.test(section) ? `pydotorg-app ${section}` : 'pydotorg-app'
}

function defaultPolicy({ request, response }: HttpContext): string {
  const reads = request.method() === 'GET' || request.method() === 'HEAD'
  const mayBeKept = response.getStatus() < 400 || response.getStatus() === 404 || response.getStatus() === 410
  if (!reads || !mayBeKept) return 'no-store'
  return response.getHeader('Set-Cookie') ? 'private, no-store' : REVALIDATE
}

/**
 * `Surrogate-Key` on every answer, and `Cache-Control` on those whose route did not decide about it.
 * Behaviour kept from python.org: `pydotorg-app <first part> <what was there>`, the home page exactly `pydotorg-app`.
 */
export default class CacheHeadersMiddleware {
  async handle(ctx: HttpContext, next: NextFn): Promise<void> {
    const key = surrogateKey(ctx.request.url())
    // Before the route for what is sent at once, such as files; after it for what the route adds.
    ctx.response.header('Surrogate-Key', key)
    await next()
    const set = ctx.response.getHeader('Surrogate-Key')
    if (set !== key) ctx.response.header('Surrogate-Key', set ? `${key} ${String(set)}` : key)
    if (!ctx.response.getHeader('Cache-Control')) ctx.response.header('Cache-Control', defaultPolicy(ctx))
    // Whatever the route or the error page said: a rule about visitors made this answer one visitor's own.
    ctx.features.keepPrivate()
  }
}
