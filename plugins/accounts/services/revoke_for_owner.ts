import type { HttpContext } from '@adonisjs/core/http'
import { AdminRefusal } from '@pydotorg/platform/admin'
import { AccessToken } from '@pydotorg/platform/identity'
import { AccessTokens } from '@pydotorg/platform/identity/access_tokens'
import { SecurityNotices } from '#services/security_notices'

/**
 * Makes somebody else's token worthless at once, and tells its owner why.
 *
 * @param ctx - the request of staff
 * @param id - of the token
 * @param reason - in words for its owner
 * @throws AdminRefusal when it is gone already
 */
export async function revokeForOwner(ctx: HttpContext, id: number, reason: string): Promise<void> {
  const token = await AccessToken.query().where('id', id).preload('user').first()
  const tokens = await ctx.containerResolver.make(AccessTokens)
  if (!token || !(await tokens.revoke(token.user, id, { by: ctx, reason }))) {
    throw new AdminRefusal('Somebody revoked it already.')
  }
  const notices = await ctx.containerResolver.make(SecurityNotices)
  notices.tokenRevoked(ctx, token.user, { name: token.name, reason })
}
