import type { HttpContext } from '@adonisjs/core/http'
import './request_types.js'
import type { User } from './models/user.js'

/**
 * @param ctx - a request, also one of which nobody knows yet who asks
 * @returns who is signed in; undefined for a guest
 * @example
 * currentUser(ctx)?.displayName
 */
export function currentUser(ctx: HttpContext): User | undefined {
  // What a guard's user is stands in the application's config/auth.ts, which the platform does not see.
  return ctx.auth?.user as User | undefined
}
