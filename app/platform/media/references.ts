import db from '@adonisjs/lucid/services/db'

/** A column that points to a table of media. */
export interface Reference {
  table: string
  column: string
  /** What PostgreSQL does when the row is deleted, as pg_constraint says it. */
  onDelete: string
}

/**
 * @param table - that is pointed to
 * @returns every foreign key that points to it, whichever plugin made it
 */
export async function referencesTo(table: string): Promise<Reference[]> {
  const { rows } = await db.rawQuery<{ rows: Reference[] }>(
    `select from_table.relname as "table", from_column.attname as "column", con.confdeltype as "onDelete"
     from pg_constraint con
     join pg_class from_table on from_table.oid = con.conrelid
     join pg_attribute from_column on from_column.attrelid = con.conrelid and from_column.attnum = con.conkey[1]
     where con.contype = 'f' and con.confrelid = to_regclass(?)
     order by 1, 2`,
    [table]
  )
  return rows
}
