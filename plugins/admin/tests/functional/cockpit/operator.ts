import db from '@adonisjs/lucid/services/db'
import type { ApiRequest } from '@japa/api-client'
import type { User } from '@pydotorg/platform/identity'
import { UserFactory } from '@pydotorg/platform/testing'

/** Where a session notes when the person last proved who they are. */
const PROVED_AT = 'identity.proved_at'

/**
 * @param permissions - of the platform
 * @returns a member of staff who has them
 */
export async function operator(...permissions: string[]): Promise<User> {
  const user = await UserFactory.apply('staff').create()
  await db.table('user_permissions').multiInsert(permissions.map((permission) => ({ user_id: user.id, permission })))
  return user
}

/**
 * @param request - to be sent
 * @param user - by whom, who has just proved who they are
 * @returns the request, with the token against forgery, and not followed
 */
export function proved(request: ApiRequest, user: User): ApiRequest {
  return request
    .loginAs(user)
    .withSession({ [PROVED_AT]: Date.now() })
    .withCsrfToken()
    .redirects(0)
}
