import type { MenuName } from '@pydotorg/platform/contributions'
import type { Author } from '@pydotorg/platform/identity'
import { editMenu, entryOf, type EditedMenu } from '#services/edit_menu'
import { childrenOf } from '#services/menu_tree'
import { spotFor, type Place, type Spot } from '#services/spot'
import { writeOrder } from '#services/write_order'

/**
 * Moves an entry with all that stands below it.
 *
 * @param menu - which menu
 * @param key - the entry
 * @param to - where it comes to stand, and who moves it
 * @returns false when it stood there already
 * @throws OperatorMistake when an entry is not there, and when the menu would get a circle or too many levels
 * @example
 * await ctx.bouncer.with(MenuPolicy).authorize('edit')
 * await moveEntry('main', 'downloads.downloads', { before: 'about.about', by: ctx })
 */
export function moveEntry(menu: MenuName, key: string, { by, ...place }: Place & { by: Author }): Promise<boolean> {
  return editMenu(menu, by, async (edited) => {
    const node = entryOf(edited, key)
    const spot = spotFor(edited, key, place)
    const order = childrenOf(edited.nodes, spot.parentKey).map((child) => child.key)
    if (node.parentKey === spot.parentKey && order.join() === spot.order.join()) return null
    await writeOrder(edited, spot)
    const was = { parentKey: node.parentKey, order: childrenOf(edited.nodes, node.parentKey).map((child) => child.key) }
    return { verb: 'move', node, before: inWords(edited, was, key), after: inWords(edited, spot, key) }
  })
}

/** For the audit log: titles may change, keys do not. */
function inWords({ name }: EditedMenu, { parentKey, order }: Spot, key: string): Record<string, unknown> {
  return { menu: name, under: parentKey, after: order[order.indexOf(key) - 1] ?? null }
}
