import type { HttpContext } from '@adonisjs/core/http'
import { currentUser } from './current_user.js'
import type { User } from './models/user.js'

/**
 * Ends what a session holds of whoever is signed in, before somebody else signs in with the same browser. A session that
 * went on under a new id would be missing in the list of its owner, and would outlive "sign out everywhere else".
 *
 * @param ctx - a request with a session
 * @param next - who signs in; their own session goes on
 */
export async function leaveAccount(ctx: HttpContext, next?: User): Promise<void> {
  const user = currentUser(ctx)
  if (!user || user.id === next?.id) return
  await ctx.auth.use('web').logout()
  ctx.session.clear()
}
