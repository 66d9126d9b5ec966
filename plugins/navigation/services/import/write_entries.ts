import db from '@adonisjs/lucid/services/db'
import type { PlacedEntry } from '#services/import/place_items'

/** An own entry keeps the id that it has at python.org; a word about an entry of a plugin takes the next one. */
const UPSERT = `
  insert into navigation_entries as here (id, menu, key, href, title, summary, parent_key, position, is_hidden)
  select coalesce(given.id, nextval(pg_get_serial_sequence('navigation_entries', 'id'))::integer),
    menu, key, href, title, summary, parent_key, position, is_hidden
  from jsonb_to_recordset(?::jsonb) as given (
    id integer, menu text, key text, href text, title text, summary text, parent_key text, position integer,
    is_hidden boolean)
  on conflict (menu, key) do update set href = excluded.href, title = excluded.title, summary = excluded.summary,
    parent_key = excluded.parent_key, position = excluded.position, is_hidden = excluded.is_hidden, updated_at = now()
  where (here.href, here.title, here.summary, here.parent_key, here.position, here.is_hidden)
    is distinct from (excluded.href, excluded.title, excluded.summary, excluded.parent_key, excluded.position,
      excluded.is_hidden)
  returning menu, key, here.xmax = 0 as added`

/** A plugin has an entry for it since the last import. */
const FORGET = 'delete from navigation_entries where href is not null and id = any(?)'

interface WrittenRow {
  menu: string
  key: string
  added: boolean
}

/**
 * @param items - entries with the ids that they have at python.org
 * @returns what became of each, in the same order
 */
export async function writeEntries(
  items: readonly { id: number; entry: PlacedEntry }[]
): Promise<('added' | 'changed' | 'unchanged')[]> {
  const isOwn = ({ entry }: { entry: PlacedEntry }): boolean => entry.href !== null
  const rowsOf = items.map((item) => ({ ...item.entry, id: isOwn(item) ? item.id : null }))
  const forgotten = items.filter((item) => !isOwn(item)).map(({ id }) => id)
  const written = await db.transaction(async (trx) => {
    await trx.rawQuery('lock table navigation_entries in share row exclusive mode')
    await trx.rawQuery(FORGET, [forgotten as never])
    const { rows } = await trx.rawQuery<{ rows: WrittenRow[] }>(UPSERT, [JSON.stringify(rowsOf)])
    return new Map(rows.map(({ menu, key, added }) => [`${menu}:${key}`, added ? 'added' : 'changed'] as const))
  })
  return items.map(({ entry: { menu, key } }) => written.get(`${menu}:${key}`) ?? 'unchanged')
}
