import db from '@adonisjs/lucid/services/db'

/** What somebody may do, and the groups they have it from. */
export interface Access {
  groups: readonly string[]
  permissions: ReadonlySet<string>
}

/** The columns below, as PostgreSQL answers them. */
export interface AccessColumns {
  access_groups: string[]
  access_permissions: string[]
}

/** Columns of a query on `users`. */
export const ACCESS_COLUMNS = `
  array(select groups.name from groups join group_members on group_id = groups.id where user_id = users.id order by 1)
    as access_groups,
  array(
    select permission from user_permissions where user_id = users.id
    union
    select permission from group_permissions join group_members using (group_id) where user_id = users.id
  ) as access_permissions`

/**
 * @param columns - of a query that asked for them; of nobody when there is no such user
 * @returns the same, to be asked
 */
export function accessOf(columns: Partial<AccessColumns> | undefined): Access {
  return { groups: columns?.access_groups ?? [], permissions: new Set(columns?.access_permissions) }
}

/**
 * @param userId - a user's id
 * @returns their groups and permissions, in one query
 */
export async function readAccess(userId: number): Promise<Access> {
  const sql = `select ${ACCESS_COLUMNS} from users where id = :id`
  const { rows } = await db.rawQuery<{ rows: AccessColumns[] }>(sql, { id: userId })
  return accessOf(rows[0])
}
