import db from '@adonisjs/lucid/services/db'
import type { User } from '@pydotorg/platform/identity'
import { UserFactory } from '@pydotorg/platform/testing'

/** Companies stand for the records of any plugin. */
export const TABLE = 'companies_companies'

/** @returns a member of staff who looks after companies */
export async function editor(): Promise<User> {
  const user = await UserFactory.apply('staff').create()
  await db.table('user_permissions').insert({ user_id: user.id, permission: 'companies.manage' })
  return user
}

/**
 * @param name - by which its slug is made, too
 * @param more - other columns
 * @returns the id of a new company
 */
export async function company(name: string, more: Record<string, unknown> = {}): Promise<number> {
  const slug = name.toLowerCase().replace(/\W+/g, '-')
  const [row] = await db
    .table(TABLE)
    .insert({ name, slug, ...more })
    .returning('id')
  return typeof row === 'object' ? row.id : row
}
