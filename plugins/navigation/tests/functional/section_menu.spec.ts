import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import edge from 'edge.js'
import { test } from '@japa/runner'
import { consoleOrigin } from '@pydotorg/platform/audit'
import { Menus } from '@pydotorg/platform/contributions'
import { addEntry } from '#services/add_entry'
import { keptEntries } from '#services/kept_entries'

const by = consoleOrigin()

/** The menu as a page at a path shows it. */
function sectionMenu(path: string): Promise<string> {
  return edge
    .createRenderer()
    .share({ request: { url: () => path } })
    .renderRaw('@!ui.sectionMenu()')
}

test.group('The menu of a section', (group) => {
  group.setup(async () => (await app.container.make(Menus)).prepare())
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.teardown(() => keptEntries.refresh())

  test('has all levels below its entry, and marks the page that is shown', async ({ assert }) => {
    const under = 'downloads.source'
    await addEntry('main', { title: 'How to <build>', href: 'https://devguide.python.org/', under }, by)
    const html = await sectionMenu('/downloads/source/')
    assert.include(html, 'aria-label="More in Downloads"')
    assert.match(html, /href="\/downloads\/source\/" aria-current=page/)
    assert.include(html, 'How to &lt;build&gt;')
  })

  test('is not there for a page outside of every section', async ({ assert }) => {
    assert.equal((await sectionMenu('/accounts/login/')).trim(), '')
    assert.equal((await sectionMenu('/')).trim(), '')
  })
})
