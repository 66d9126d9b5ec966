import db from '@adonisjs/lucid/services/db'

/** A column as the database knows it. */
export interface ColumnFacts {
  /** E.g. `timestamp with time zone`. */
  type: string
  isNullable: boolean
}

const known = new Map<string, Promise<ReadonlyMap<string, ColumnFacts>>>()

const QUERY = `
select attname as name, format_type(atttypid, atttypmod) as type, not attnotnull as nullable
from pg_attribute where attrelid = to_regclass(?) and attnum > 0 and not attisdropped`

/**
 * @param table - a table's name
 * @returns its columns by name; read once, because a migration starts new processes
 */
export function columnsOf(table: string): Promise<ReadonlyMap<string, ColumnFacts>> {
  const found = known.get(table) ?? read(table)
  known.set(table, found)
  found.catch(() => known.delete(table))
  return found
}

async function read(table: string): Promise<ReadonlyMap<string, ColumnFacts>> {
  const { rows } = await db.rawQuery<{ rows: { name: string; type: string; nullable: boolean }[] }>(QUERY, [table])
  return new Map(rows.map(({ name, type, nullable }) => [name, { type, isNullable: nullable }]))
}
