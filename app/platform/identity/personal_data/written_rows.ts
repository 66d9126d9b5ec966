import db from '@adonisjs/lucid/services/db'
import type { User } from '../models/user.js'

/** More than one person ever writes. */
const MOST = 1_000

/**
 * What the export of a person tells of content that they manage: that they made or last changed it. The content itself is
 * the site's.
 *
 * @param table - of a model with `ContentManageable`
 * @param title - the column by which people know a row
 * @returns the reader, for `personalData` of a plugin's contributions
 * @example
 * export default writtenRows('boxes_boxes', 'label')
 */
export function writtenRows(table: string, title: string): (user: User) => Promise<unknown> {
  return async ({ id }) =>
    db
      .from(table)
      .where('creator_id', id)
      .orWhere('last_modified_by_id', id)
      .orderBy('id')
      .limit(MOST)
      .select(title, 'created_at', 'updated_at')
      .select(db.raw('creator_id is not distinct from ? as is_yours', [id]))
}
