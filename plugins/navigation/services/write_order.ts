import type { EditedMenu } from '#services/edit_menu'
import type { Spot } from '#services/spot'

/** Room between two neighbours, as between the weights of what plugins contribute. */
const STEP = 10

const UPSERT = `
  insert into navigation_entries (menu, key, parent_key, position)
  select ?, given.key, ?, given.position
  from jsonb_to_recordset(?::jsonb) as given (key text, position integer)
  on conflict (menu, key)
  do update set parent_key = excluded.parent_key, position = excluded.position, updated_at = now()`

/**
 * Keeps the order of all that stands at one place: one statement, however many entries stand there.
 *
 * @param menu - the menu
 * @param spot - the place, and the keys in order; those of own entries have their rows already
 */
export async function writeOrder({ name, trx }: EditedMenu, { parentKey, order }: Spot): Promise<void> {
  const positions = order.map((key, index) => ({ key, position: (index + 1) * STEP }))
  await trx.rawQuery(UPSERT, [name, parentKey as string, JSON.stringify(positions)])
}
