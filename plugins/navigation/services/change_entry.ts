import app from '@adonisjs/core/services/app'
import type { MenuName } from '@pydotorg/platform/contributions'
import { SiteAddresses } from '@pydotorg/platform/http'
import type { Author } from '@pydotorg/platform/identity'
import { OperatorMistake } from '@pydotorg/platform/identity/operators'
import Entry from '#models/entry'
import { editMenu, entryOf } from '#services/edit_menu'

/** What is different from now on, and who makes it so. */
export interface EntryChange {
  title?: string
  summary?: string
  /** Of an entry that staff added: a path of this site or an https address. */
  href?: string
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
 * @throws OperatorMistake when the menu has no such entry, and when it would lead nowhere or is a plugin's to lead
 */
export async function changeEntry(menu: MenuName, key: string, { by, ...given }: EntryChange): Promise<boolean> {
  const change = given.href === undefined ? given : { ...given, href: await linkTarget(given.href) }
  return editMenu(menu, by, async (edited) => {
    const node = entryOf(edited, key)
    if (change.href !== undefined && !node.isOwn) {
      throw new OperatorMistake(`Where “${node.title}” leads is for its plugin to say.`)
    }
    const { title, summary, isHidden, href } = node
    const before = { title, summary, isHidden, ...(node.isOwn ? { href } : {}) }
    const after = { ...before, ...change }
    if (isSame(before, after)) return null
    await Entry.updateOrCreate({ menu, key }, change, { client: edited.trx })
    return { verb: verbOf(change), node, before, after }
  })
}

async function linkTarget(href: string): Promise<string> {
  const addresses = await app.container.make(SiteAddresses)
  return addresses.linkTarget(href)
}

function isSame(before: Record<string, unknown>, after: Record<string, unknown>): boolean {
  return Object.keys(after).every((name) => after[name] === before[name])
}

function verbOf({ isHidden }: Omit<EntryChange, 'by'>): 'update' | 'hide' | 'show' {
  if (isHidden === undefined) return 'update'
  return isHidden ? 'hide' : 'show'
}
