import app from '@adonisjs/core/services/app'
import { Menus } from '@pydotorg/platform/contributions'
import {
  BadRow,
  idOf,
  parentsFirst,
  validFields,
  type DjangoImporter,
  type DumpRow,
  type ImportReport,
} from '@pydotorg/platform/django_import'
import { ItemPlaces, type ContributedKeys, type PlacedEntry } from '#services/import/place_items'
import { itemFields, treeFields } from '#services/import/tree_item'
import { writeEntries } from '#services/import/write_entries'
import { MENU_NAMES } from '#validators/menu_entry'

const TREE = 'sitetree.tree'
/** Alias of the tree of python.org's menus. */
const MAIN = 'main'

/** Takes python.org's menus in: what django-sitetree keeps. */
const siteTree: DjangoImporter = {
  models: [TREE, 'sitetree.treeitem'],
  async take(rows, report) {
    const trees = await mainTrees(rows, report)
    const items = rows.filter(({ model }) => model !== TREE)
    await takeItems(items, trees, report)
  },
}

export default siteTree

/** Ids of trees whose items are entries here. */
async function mainTrees(rows: readonly DumpRow[], report: ImportReport): Promise<Set<number>> {
  const trees = new Set<number>()
  for (const row of rows.filter(({ model }) => model === TREE)) {
    await orComplain(row, report, async () => {
      const { alias } = await validFields(treeFields, row.fields)
      if (alias !== MAIN) throw new BadRow(`no menu here is the tree “${alias}”`)
      trees.add(idOf(row.pk))
      // Menus are always there, so there is no row to add.
      report.note(row, 'unchanged')
    })
  }
  return trees
}

async function takeItems(rows: readonly DumpRow[], trees: ReadonlySet<number>, report: ImportReport): Promise<void> {
  const places = new ItemPlaces(await contributedKeys())
  const placed: { row: DumpRow; id: number; entry: PlacedEntry }[] = []
  for (const row of inOrder(rows)) {
    await orComplain(row, report, async () => {
      const id = idOf(row.pk)
      const fields = await validFields(itemFields, row.fields)
      if (!trees.has(fields.tree)) throw new BadRow(`its tree, pk ${fields.tree}, is not taken in`)
      const { entry, isUpgraded } = await places.place({ ...fields, id })
      if (isUpgraded) report.complain(row, 'altered', `it leads to ${entry.href} now; see whether that opens`)
      placed.push({ row, id, entry })
    })
  }
  const outcomes = await writeEntries(placed)
  for (const [index, { row }] of placed.entries()) report.note(row, outcomes[index] ?? 'unchanged')
}

async function orComplain(row: DumpRow, report: ImportReport, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof BadRow)) throw error
    report.complain(row, 'skipped', error.message)
  }
}

/** Parents first, and neighbours in their order: of two that lead to one page, the first is that page's entry. */
function inOrder(rows: readonly DumpRow[]): readonly DumpRow[] {
  const sorted = [...rows].sort((a, b) => Number(a.fields.sort_order) - Number(b.fields.sort_order))
  return parentsFirst(sorted, ['parent'])
}

async function contributedKeys(): Promise<ContributedKeys> {
  const menus = await app.container.make(Menus)
  return new Map(
    MENU_NAMES.map((menu) => {
      const entries = menus.declared(menu).flatMap((entry) => [...(entry.children ?? []), entry])
      return [menu, new Map(entries.map(({ href, key }) => [href, key]))]
    })
  )
}
