import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { AuditLog } from '@pydotorg/platform/audit'
import { Menus, type MenuName } from '@pydotorg/platform/contributions'
import type { Author } from '@pydotorg/platform/identity'
import { nameHint } from '@pydotorg/platform/identity/name_hint'
import { OperatorMistake } from '@pydotorg/platform/identity/operators'
import Entry from '#models/entry'
import { keptEntries } from '#services/kept_entries'
import { menuNodes, type MenuNode } from '#services/menu_nodes'

/** More entries than the menus of a site ever have. */
export const MOST_ENTRIES = 2_000

/** A menu while somebody changes it: with entries of plugins that are off, and hidden ones. */
export interface EditedMenu {
  readonly name: MenuName
  readonly nodes: ReadonlyMap<string, MenuNode>
  readonly trx: TransactionClientContract
}

/** A change as the audit log keeps it. */
interface Change {
  verb: 'add' | 'move' | 'update' | 'hide' | 'show' | 'remove'
  node: Pick<MenuNode, 'key' | 'title'>
  before?: Record<string, unknown>
  after?: Record<string, unknown>
}

/**
 * @param name - which menu
 * @returns every entry of it, also hidden ones and those of plugins that are off; one query
 */
export async function wholeMenu(name: MenuName): Promise<ReadonlyMap<string, MenuNode>> {
  const menus = await app.container.make(Menus)
  return menuNodes(menus.declared(name), await Entry.query().where('menu', name).limit(MOST_ENTRIES))
}

/**
 * Changes a menu. Changes come one after the other, so that two of them cannot make a circle together.
 *
 * @param name - which menu
 * @param by - who does it
 * @param work - does it, and says what is different; null when nothing is
 * @returns whether something is different
 */
export async function editMenu(
  name: MenuName,
  by: Author,
  work: (menu: EditedMenu) => Promise<Change | null>
): Promise<boolean> {
  const menus = await app.container.make(Menus)
  const audit = await app.container.make(AuditLog)
  const isChanged = await db.transaction(async (trx) => {
    await trx.rawQuery('lock table navigation_entries in share row exclusive mode')
    const decisions = await Entry.query({ client: trx }).where('menu', name).limit(MOST_ENTRIES)
    const change = await work({ name, trx, nodes: menuNodes(menus.declared(name), decisions) })
    if (!change) return false
    const { verb, node, before, after } = change
    const subject = { type: 'menu_entry', id: `${name}:${node.key}`, label: node.title }
    await audit.record({ by, action: `navigation.entry.${verb}`, subject, before, after }, trx)
    return true
  })
  if (isChanged) await keptEntries.refresh()
  return isChanged
}

/**
 * @param menu - the menu
 * @param key - key of an entry
 * @returns the entry
 * @throws OperatorMistake when the menu has no such entry, with a key that was perhaps meant
 */
export function entryOf({ name, nodes }: Pick<EditedMenu, 'name' | 'nodes'>, key: string): MenuNode {
  const node = nodes.get(key)
  if (node) return node
  throw new OperatorMistake(`The menu ${name} has no entry ${key}.${nameHint(key, [...nodes.keys()])}`)
}
