import { KeptInMemory } from '@pydotorg/platform/announcements'
import type { MenuName } from '@pydotorg/platform/contributions'
import type { Decision } from '#services/menu_nodes'

/** A row as the database gives it. */
interface EntryRow {
  menu: MenuName
  key: string
  title: string | null
  href: string | null
  summary: string | null
  parent_key: string | null
  position: number | null
  is_hidden: boolean
}

/** More than four menus ever hold. */
const BOUND = 8_000

/** What staff decided about all menus, for every page. */
export const keptEntries = new KeptInMemory<EntryRow, ReadonlyMap<MenuName, Decision[]>>({
  name: 'navigation_entries',
  select: `
    select menu, key, title, href, summary, parent_key, position, is_hidden
    from navigation_entries order by id limit ${BOUND}`,
  from: byMenu,
})

export default keptEntries

function byMenu(rows: EntryRow[]): Map<MenuName, Decision[]> {
  const menus = Map.groupBy(rows, ({ menu }) => menu)
  return new Map([...menus].map(([menu, ofMenu]) => [menu, ofMenu.map(decisionOf)]))
}

function decisionOf({ key, title, href, summary, position, ...row }: EntryRow): Decision {
  return { key, title, href, summary, position, parentKey: row.parent_key, isHidden: row.is_hidden }
}
