import app from '@adonisjs/core/services/app'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { MenuName } from '@pydotorg/platform/contributions'
import { SiteAddresses } from '@pydotorg/platform/http'
import type { Author } from '@pydotorg/platform/identity'
import { OperatorMistake } from '@pydotorg/platform/identity/operators'
import Entry from '#models/entry'
import { editMenu, MOST_ENTRIES } from '#services/edit_menu'
import { spotFor, type Place } from '#services/spot'
import { writeOrder } from '#services/write_order'

/** An entry that staff add. */
export interface NewEntry extends Place {
  title: string
  /** A path of this site or an https address. */
  href: string
  summary?: string
}

/**
 * Adds an entry that no plugin contributes.
 *
 * @param menu - which menu
 * @param entry - what it says, where it leads, and where it comes to stand
 * @param by - who does it
 * @returns its key
 * @throws OperatorMistake when it leads nowhere, when an entry is not there, and when it would stand too deep
 */
export async function addEntry(menu: MenuName, entry: NewEntry, by: Author): Promise<string> {
  const { title, summary = null, href: given, ...place } = entry
  const addresses = await app.container.make(SiteAddresses)
  const href = await addresses.linkTarget(given)
  let key = ''
  await editMenu(menu, by, async (edited) => {
    if (edited.nodes.size >= MOST_ENTRIES) throw new OperatorMistake(`A menu has at most ${MOST_ENTRIES} entries.`)
    const id = await nextId(edited.trx)
    key = ownKey(id)
    const spot = spotFor(edited, key, place)
    const { parentKey } = spot
    await Entry.create({ id, menu, key, title, href, summary, parentKey, position: 0 }, { client: edited.trx })
    await writeOrder(edited, spot)
    return { verb: 'add', node: { key, title }, after: { menu, title, href, summary, under: parentKey } }
  })
  return key
}

/**
 * @param id - of the row of an entry that staff added
 * @returns the key by which it is moved, renamed and hidden
 */
export function ownKey(id: number): string {
  return `navigation.${id}`
}

async function nextId(trx: TransactionClientContract): Promise<number> {
  const { rows } = await trx.rawQuery<{ rows: { id: number }[] }>(
    `select nextval(pg_get_serial_sequence('navigation_entries', 'id')) as id`
  )
  return Number(rows[0]?.id)
}
