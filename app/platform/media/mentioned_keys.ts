import db from '@adonisjs/lucid/services/db'

/** Logs tell what was, not what is shown; rows of media name themselves. */
const NOT_READ = ['audit_entries', 'sessions', 'rate_limits', 'media_images', 'media_documents', 'media_uploads']

/**
 * Keys of uploads whose address stands in a text of the database, e.g. in the Markdown of a page. Reads every column of
 * text once, so it is for commands and not for requests.
 *
 * @returns the keys
 */
export async function mentionedKeys(): Promise<Set<string>> {
  const columns = await db
    .from('information_schema.columns')
    .join('information_schema.tables', (join) => {
      join.on('tables.table_name', 'columns.table_name').andOn('tables.table_schema', 'columns.table_schema')
    })
    .whereRaw('columns.table_schema = current_schema()')
    .where('tables.table_type', 'BASE TABLE')
    .whereIn('data_type', ['text', 'character varying', 'json', 'jsonb'])
    .where((query) => query.whereNull('character_maximum_length').orWhere('character_maximum_length', '>', 40))
    .whereNotIn('columns.table_name', NOT_READ)
    .select('columns.table_name as table', 'columns.column_name as column')
  const keys = new Set<string>()
  for (const { table, column } of columns as { table: string; column: string }[]) {
    const { rows } = await db.rawQuery<{ rows: { key: string }[] }>(
      `select distinct found[2] as key from ??,
         regexp_matches(??::text, '/media/(documents/|)([0-9a-f]{40})/', 'g') as found
       where ??::text like '%/media/%'`,
      [table, `${table}.${column}`, `${table}.${column}`]
    )
    for (const { key } of rows) keys.add(key)
  }
  return keys
}
