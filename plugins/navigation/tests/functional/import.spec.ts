import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { Menus } from '@pydotorg/platform/contributions'
import { ImportReport, type DumpRow } from '@pydotorg/platform/django_import'
import Entry from '#models/entry'
import siteTree from '#services/import/site_tree'
import { keptEntries } from '#services/kept_entries'

const TREE: DumpRow = { place: 1, model: 'sitetree.tree', pk: 1, fields: { title: 'Python.org', alias: 'main' } }

function item(pk: number, fields: Record<string, unknown>): DumpRow {
  const plain = {
    ...{ title: `Item ${pk}`, url: '/downloads/', urlaspattern: false, tree: 1, parent: null, sort_order: pk },
    ...{ alias: null, description: '', hint: '', hidden: false, inmenu: true, inbreadcrumbs: true, insitetree: true },
    ...{ access_loggedin: false, access_guest: false, access_restricted: false, access_perm_type: 1 },
  }
  return { place: pk + 1, model: 'sitetree.treeitem', pk, fields: { ...plain, ...fields } }
}

const HOME = item(1, { title: 'Python', url: 'home', urlaspattern: true })
const DOWNLOADS = item(8, { title: 'Get Python ', url: 'download:download', urlaspattern: true, parent: 1 })

/** @returns what became of the rows, and the sentences about those that are not here as they were there */
async function taken(...rows: DumpRow[]) {
  const lines: string[] = []
  const report = new ImportReport((line) => lines.push(line))
  await siteTree.take(rows, report)
  await keptEntries.refresh()
  const { added = 0, changed = 0, unchanged = 0, skipped = 0 } = report.counts.get('sitetree.treeitem') ?? {}
  return { added, changed, unchanged, skipped, lines: lines.map((line) => line.replace(/^.*?, pk /, 'pk ')) }
}

async function titles(menu: 'main' | 'footer' | 'account'): Promise<string[]> {
  const menus = await app.container.make(Menus)
  return menus.menu(menu).map(({ title }) => title)
}

test.group('Menus of python.org', (group) => {
  group.setup(async () => (await app.container.make(Menus)).prepare())
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.teardown(() => keptEntries.refresh())

  test('become words about what plugins contribute, and entries of their own under their ids', async ({ assert }) => {
    const rows = [
      TREE,
      item(20, { title: 'Every system', url: 'https://www.python.org/downloads/operating-systems', parent: 8 }),
      item(19, { title: 'All releases', url: 'download:download', urlaspattern: true, parent: 8, sort_order: 30 }),
      DOWNLOADS,
      HOME,
      item(25, { title: 'PEP Index', url: 'https://peps.python.org', parent: 8, hidden: true }),
    ]
    const { lines, ...counts } = await taken(...rows)
    assert.deepEqual(counts, { added: 4, changed: 0, unchanged: 0, skipped: 1 })
    assert.deepEqual(lines, ['pk 1: not taken in: it is the main menu itself; what stands below it is looked at'])
    const menus = await app.container.make(Menus)
    const entry = menus.menu('main').find(({ key }) => key === 'downloads.downloads')
    assert.equal(entry?.title, 'Get Python')
    const below = entry?.children.map(({ key, title }) => `${key} ${title}`) ?? []
    assert.include(below, 'downloads.systems Every system')
    assert.include(below, 'navigation.19 All releases')
    assert.notInclude(below.join(), 'PEP Index')
    assert.containSubset((await Entry.findOrFail(25)).toJSON(), { href: 'https://peps.python.org/', isHidden: true })

    const again = await taken(...rows)
    assert.containSubset(again, { added: 0, changed: 0, unchanged: 4, skipped: 1 })
    DOWNLOADS.fields = { ...DOWNLOADS.fields, title: 'Downloads' }
    assert.containSubset(await taken(...rows), { added: 0, changed: 1, unchanged: 3 })
  })

  test('go into the footer when they stand beside the home page, and into the menus of who may see them', async ({
    assert,
  }) => {
    await taken(
      TREE,
      HOME,
      item(2, { title: 'Docs', url: 'https://docs.python.org' }),
      item(3, { title: 'Contributing', url: 'https://devguide.python.org/', parent: 1, alias: 'python-footer' }),
      item(4, { title: 'Mine', url: 'https://example.org/', parent: 1, access_loggedin: true })
    )
    assert.includeMembers(await titles('footer'), ['Docs', 'Contributing'])
    assert.include(await titles('account'), 'Mine')
    assert.notIncludeMembers(await titles('main'), ['Docs', 'Contributing', 'Mine'])
  })

  test('are left out with a reason: {reason}')
    .with([
      { fields: { url: '/psf/fraud/' }, reason: 'No page of this site that visitors can open stands at /psf/fraud/.' },
      { fields: { url: 'inner', urlaspattern: true }, reason: 'this site has no page for the route “inner”' },
      { fields: { access_restricted: true }, reason: 'who sees it depends on permissions' },
      { fields: { tree: 2 }, reason: 'its tree, pk 2, is not taken in' },
      { fields: { parent: 77 }, reason: 'what it stands below, pk 77, is not taken in' },
      { fields: { title: '{{ user }}' }, reason: 'title:' },
      { fields: { url: 'https://pypi.example/' }, reason: 'the setting site.package_index is empty' },
      { fields: { url: 'javascript:alert(1)' }, reason: 'cannot be linked' },
    ])
    .run(async ({ assert }, { fields, reason }) => {
      const { lines, ...counts } = await taken(TREE, item(50, fields))
      assert.deepEqual(counts, { added: 0, changed: 0, unchanged: 0, skipped: 1 })
      assert.include(lines[0], reason)
    })

  test('that lead to http lead to https, and the report says so', async ({ assert }) => {
    const { lines, added } = await taken(TREE, item(50, { url: 'http://planetpython.org/' }))
    assert.equal(added, 1)
    assert.deepEqual(lines, ['pk 50: altered: it leads to https://planetpython.org/ now; see whether that opens'])
  })

  test('never make a circle, nor a fourth level', async ({ assert }) => {
    const url = 'https://example.org/'
    const chain = [1, 2, 3, 4].map((pk) => item(60 + pk, { url, parent: pk === 1 ? null : 59 + pk }))
    const circle = [item(71, { url, parent: 72 }), item(72, { url, parent: 71 })]
    const { added, lines } = await taken(TREE, ...chain, ...circle)
    assert.equal(added, 3)
    assert.sameMembers(
      lines.map((line) => line.split(':')[0]),
      ['pk 64', 'pk 71', 'pk 72']
    )
  })

  test('make room for a plugin that contributes a page since', async ({ assert }) => {
    await taken(TREE, HOME, DOWNLOADS)
    const first = await Entry.findByOrFail({ menu: 'main', key: 'downloads.downloads' })
    await first.delete()
    const own = { id: 8, menu: 'main' as const, key: 'navigation.8', title: 'Downloads', href: '/downloads/' }
    await Entry.create({ ...own, position: 8 })
    await taken(TREE, HOME, DOWNLOADS)
    assert.isNull(await Entry.find(8))
    assert.lengthOf(await Entry.query().where('menu', 'main'), 1)
  })
})
