import type { MenuName } from '@pydotorg/platform/contributions'
import type { Author } from '@pydotorg/platform/identity'
import Entry from '#models/entry'
import { editMenu, entryOf } from '#services/edit_menu'

/** What is different from now on, and who makes it so. */
export interface EntryChange {
  title?: string
  summary?: string
  isHidden?: boolean
  by: Author
}

/**
 * Renames an entry, hides it with all that stands below it, or shows it again.
 *
 * @param menu - which menu
 * @param key - the entry, of a plugin or an own one
 * @param change - what is different from now on, and who makes it so
 * @returns false when it was so already
 * @throws OperatorMistake when the menu has no such entry
 */
export function changeEntry(menu: MenuName, key: string, { by, ...change }: EntryChange): Promise<boolean> {
  return editMenu(menu, by, async (edited) => {
    const node = entryOf(edited, key)
    const { title, summary, isHidden } = node
    const before = { title, summary, isHidden }
    const after = { ...before, ...change }
    if (after.title === title && after.summary === summary && after.isHidden === isHidden) return null
    await Entry.updateOrCreate({ menu, key }, change, { client: edited.trx })
    return { verb: verbOf(change), node, before, after }
  })
}

function verbOf({ isHidden }: Omit<EntryChange, 'by'>): 'update' | 'hide' | 'show' {
  if (isHidden === undefined) return 'update'
  return isHidden ? 'hide' : 'show'
}
