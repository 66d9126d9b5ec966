import { errors, type HttpContext } from '@adonisjs/core/http'
import type { MiddlewareFn, NextFn } from '@adonisjs/core/types/http'
import type { AddressForm } from './address_form.js'

/** Where a path should have been asked for: one slash at a time, and one at the end when pages have it. */
function canonicalPath(path: string, form: AddressForm): string {
  // Two slashes or a backslash at the start would send a browser to another host.
  const single = path.replace(/[/\\]{2,}|\\/g, '/')
  return form === 'slash' && !single.endsWith('/') ? `${single}/` : single
}

function redirect(ctx: HttpContext, path: string): void {
  const query = ctx.request.request.url?.split('?').slice(1).join('?')
  ctx.response.status(301).header('Location', query ? `${path}?${query}` : path)
  ctx.response.send('')
}

/**
 * Route middleware that answers a route under its one address. It stands last on each route, after the feature gate,
 * so that what is off is not found instead of redirected.
 *
 * @param form - how the route's address ends
 * @returns the middleware
 */
export function canonicalAddress(form: AddressForm): MiddlewareFn {
  return async (ctx: HttpContext, next: NextFn): Promise<unknown> => {
    const path = ctx.request.request.url?.split('?', 1)[0] ?? '/'
    if (form === 'slashless' && path !== '/' && path.endsWith('/')) {
      throw new errors.E_ROUTE_NOT_FOUND([ctx.request.method(), ctx.request.url()])
    }
    const canonical = canonicalPath(path, form)
    const reads = ctx.request.method() === 'GET' || ctx.request.method() === 'HEAD'
    if (!reads || path === canonical) return next()
    return redirect(ctx, canonical)
  }
}
