import db from '@adonisjs/lucid/services/db'

const ADVANCE = `
  select setval(ids.sequence, ids.last) from
    (select pg_get_serial_sequence(:table, 'id')::regclass as sequence, max(id) as last from :table:) as ids
    join pg_sequence on seqrelid = ids.sequence
  where ids.last > coalesce(pg_sequence_last_value(ids.sequence), seqstart - 1)`

/**
 * Rows that are made here later must not get an id that came from elsewhere. Where ids of our own start high, nothing
 * moves until one that high has come.
 *
 * @param table - with an identity `id`
 */
export async function advanceIds(table: string): Promise<void> {
  await db.rawQuery(ADVANCE, { table })
}
