import type { MenuName } from '@pydotorg/platform/contributions'
import type { Author } from '@pydotorg/platform/identity'
import { OperatorMistake } from '@pydotorg/platform/identity/operators'
import Entry from '#models/entry'
import { editMenu, entryOf } from '#services/edit_menu'
import { childrenOf } from '#services/menu_tree'

/**
 * Deletes an entry that staff added; of one that a plugin contributes, forgets all that staff changed about it. That
 * also works while its plugin is gone from the site.
 *
 * @param menu - which menu
 * @param key - the entry
 * @param by - who does it
 * @returns false when a contributed entry is as its plugin wants it already
 * @throws OperatorMistake when there is no such entry, and when entries stand below one that would be deleted
 */
export function removeEntry(menu: MenuName, key: string, by: Author): Promise<boolean> {
  return editMenu(menu, by, async (edited) => {
    const row = await Entry.query({ client: edited.trx }).where({ menu, key }).first()
    const node = row ? { key, title: edited.nodes.get(key)?.title ?? row.title ?? key } : entryOf(edited, key)
    if (!row) return null
    const below = row.href === null ? [] : childrenOf(edited.nodes, key)
    if (below.length) {
      const titles = below.map(({ title }) => `“${title}”`).join(', ')
      throw new OperatorMistake(`Below “${node.title}” stand entries: ${titles}. Move or remove them first.`)
    }
    await row.delete()
    const { title, href, summary, parentKey, position, isHidden } = row
    return { verb: 'remove', node, before: { menu, title, href, summary, under: parentKey, position, isHidden } }
  })
}
