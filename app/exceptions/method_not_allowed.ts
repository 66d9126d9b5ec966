import { Exception } from '@adonisjs/core/exceptions'
import { errors, type HttpContext } from '@adonisjs/core/http'
import { RouteDirectory } from '@pydotorg/platform/http'

/** There is something at this address, but not for this method: 405 with `Allow`. */
export class MethodNotAllowedException extends Exception {
  static override status = 405
  static override code = 'E_METHOD_NOT_ALLOWED'

  /** @param allowed - methods that the address answers */
  constructor(readonly allowed: readonly string[]) {
    super(`This address answers ${allowed.join(', ')}.`)
  }
}

/**
 * @param error - whatever was thrown
 * @param ctx - the request; one that found its route was turned away by the route itself
 * @returns the exception when other methods are answered at the address, else null
 */
export async function methodNotAllowed(error: unknown, ctx: HttpContext): Promise<MethodNotAllowedException | null> {
  if (!(error instanceof errors.E_ROUTE_NOT_FOUND) || ctx.route) return null
  const directory = await ctx.containerResolver.make(RouteDirectory)
  const allowed = directory.methodsOf(ctx.request.url())
  return allowed.length ? new MethodNotAllowedException(allowed) : null
}
