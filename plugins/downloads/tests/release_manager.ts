import db from '@adonisjs/lucid/services/db'
import type { ApiRequest } from '@japa/api-client'
import type { User } from '@pydotorg/platform/identity'
import { UserFactory } from '@pydotorg/platform/testing'

/** Staff who may do nothing but keep releases. */
export async function createReleaseManager(): Promise<User> {
  const user = await UserFactory.apply('staff').create()
  await db.table('user_permissions').insert({ user_id: user.id, permission: 'downloads.manage' })
  return user
}

/** Sends a form as a browser does, and stays where the answer is. */
export function sentBy(user: User, request: ApiRequest): ApiRequest {
  return request.loginAs(user).withCsrfToken().redirects(0)
}

/** The value of a hidden control. */
export function hiddenValue(html: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
}
