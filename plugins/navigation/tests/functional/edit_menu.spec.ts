import ace from '@adonisjs/core/services/ace'
import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { AuditLog, consoleOrigin } from '@pydotorg/platform/audit'
import { Menus, type MenuEntry } from '@pydotorg/platform/contributions'
import { countQueries, switchFeature } from '@pydotorg/platform/testing'
import { addEntry } from '#services/add_entry'
import { changeEntry } from '#services/change_entry'
import { keptEntries } from '#services/kept_entries'
import { moveEntry } from '#services/move_entry'
import { removeEntry } from '#services/remove_entry'

const by = consoleOrigin()
const DOWNLOADS = 'downloads.downloads'

async function menu(name: 'main' | 'footer' = 'main'): Promise<readonly MenuEntry[]> {
  return (await app.container.make(Menus)).menu(name)
}

async function downloads(): Promise<MenuEntry | undefined> {
  return (await menu()).find(({ key }) => key === DOWNLOADS)
}

async function titlesBelow(): Promise<string[]> {
  return ((await downloads())?.children ?? []).map(({ title }) => title)
}

test.group('Menus that staff arrange', (group) => {
  group.setup(async () => (await app.container.make(Menus)).prepare())
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.teardown(() => keptEntries.refresh())

  test('show an entry that was added, on the page too', async ({ assert, client }) => {
    const key = await addEntry('main', { title: 'Archive & more', href: '/downloads?all=1', under: DOWNLOADS }, by)
    assert.match(key, /^navigation\.\d+$/)
    const entry = (await downloads())?.children.at(-1)
    assert.containSubset(entry, { key, title: 'Archive & more', href: '/downloads/?all=1', children: [] })
    const response = await client.get('/').header('accept', 'text/html')
    response.assertTextIncludes('href="/downloads/?all=1"')
    response.assertTextIncludes('Archive &amp; more')
  })

  test('tell staff of an entry whose page was withdrawn, and of no other', async ({ assert, cleanup }) => {
    const key = await addEntry('main', { title: 'Archive', href: '/downloads?all=1', under: DOWNLOADS }, by)
    const list = async () => {
      ace.ui.switchMode('raw')
      const command = await ace.exec('navigation:list', ['--json'])
      command.assertSucceeded()
      const printed = ace.ui.logger.getLogs().map(({ message }) => message)
      ace.ui.logger.flushLogs()
      return JSON.parse(printed.join('\n')) as { key: string; state: string }[]
    }
    cleanup(() => ace.ui.switchMode('normal'))
    assert.isTrue((await list()).every(({ state }) => state === 'shown'))
    const id = Number(key.split('.')[1])
    await db.from('navigation_entries').where('id', id).update({ href: '/withdrawn/?all=1' })
    const told = (await list()).filter(({ state }) => state !== 'shown')
    assert.containSubset(told, [{ key, state: 'shown, but nothing is there' }])
    assert.lengthOf(told, 1)
  })

  test('cost a page no query', async ({ assert }) => {
    await addEntry('main', { title: 'Elsewhere', href: 'https://example.org/' }, by)
    const menus = await app.container.make(Menus)
    const queries = await countQueries(async () => menus.menu('main'))
    assert.lengthOf(queries, 0)
  })

  test('lead to other sites by https', async ({ assert }) => {
    await addEntry('main', { title: 'Elsewhere', href: ' https://EXAMPLE.org ', before: DOWNLOADS }, by)
    const hrefs = (await menu()).map(({ href }) => href)
    assert.equal(hrefs.indexOf('https://example.org/'), hrefs.indexOf('/downloads/') - 1)
  })

  test('refuse {href}: {sentence}')
    .with([
      { href: 'http://example.org/', sentence: 'only paths of this site and addresses with https: can' },
      { href: 'javascript:alert(1)', sentence: 'only paths of this site and addresses with https: can' },
      { href: 'https://user:secret@example.org/', sentence: 'only paths of this site and addresses with https: can' },
      { href: '//example.org/', sentence: 'neither a path of this site' },
      { href: '/\\example.org', sentence: 'neither a path of this site' },
      { href: 'downloads', sentence: 'neither a path of this site' },
      { href: '/downlaods/', sentence: 'No page of this site that visitors can open stands at /downlaods/.' },
      { href: '/downloads/release/python-001/', sentence: 'stands at /downloads/release/python-001/.' },
    ])
    .run(async ({ assert }, { href, sentence }) => {
      await assert.rejects(() => addEntry('main', { title: 'Bad', href }, by), new RegExp(escaped(sentence)))
    })

  test('refuse the page of a plugin that is off, and do not show an entry whose plugin goes off', async ({
    assert,
    cleanup,
  }) => {
    await addEntry('main', { title: 'Propose a group', href: '/community/user-groups/' }, by)
    assert.include(
      (await menu()).map(({ title }) => title),
      'Propose a group'
    )
    cleanup(await switchFeature('user_groups', 'off'))
    assert.notInclude(
      (await menu()).map(({ title }) => title),
      'Propose a group'
    )
    await assert.rejects(
      () => addEntry('main', { title: 'Again', href: '/community/user-groups/' }, by),
      'No page of this site that visitors can open stands at /community/user-groups/.'
    )
  })

  test('keep the order in which entries were moved', async ({ assert }) => {
    assert.deepEqual(await titlesBelow(), ['Windows', 'macOS', 'Source', 'All systems'])
    assert.isTrue(await moveEntry('main', 'downloads.source', { before: 'downloads.windows', by }))
    assert.isTrue(await moveEntry('main', 'downloads.windows', { after: 'downloads.systems', by }))
    assert.deepEqual(await titlesBelow(), ['Source', 'macOS', 'All systems', 'Windows'])
    assert.isFalse(await moveEntry('main', 'downloads.windows', { under: DOWNLOADS, by }))
    assert.isTrue(await moveEntry('main', 'downloads.windows', { by }))
    assert.equal((await menu()).at(-1)?.title, 'Windows')
  })

  test('refuse a circle, and name the entries in it', async ({ assert }) => {
    const news = await addEntry('main', { title: 'News', href: 'https://example.org/', under: 'downloads.source' }, by)
    await assert.rejects(
      () => moveEntry('main', DOWNLOADS, { under: news, by }),
      '“Downloads” cannot stand below “News”: the menu would run in a circle, because “News” stands below “Source” stands below “Downloads”.'
    )
    await assert.rejects(
      () => moveEntry('main', DOWNLOADS, { under: DOWNLOADS, by }),
      '“Downloads” cannot stand below itself.'
    )
    await assert.rejects(() => moveEntry('main', news, { before: news, by }), '“News” cannot stand beside itself.')
  })

  test('refuse a fourth level', async ({ assert }) => {
    const href = 'https://example.org/'
    const news = await addEntry('main', { title: 'News', href, under: 'downloads.source' }, by)
    await assert.rejects(
      () => addEntry('main', { title: 'Old news', href, under: news }, by),
      /does not fit below “News”: a menu has at most 3 levels/
    )
    const top = await addEntry('main', { title: 'Top', href }, by)
    await moveEntry('main', news, { under: top, by })
    await assert.rejects(
      () => moveEntry('main', top, { under: 'downloads.source', by }),
      '“Top”, with all that stands below it, does not fit below “Source”: a menu has at most 3 levels.'
    )
  })

  test('rename, hide and show an entry, and say when nothing is different', async ({ assert }) => {
    const change = { title: 'Get Python', summary: 'Every release.', by }
    assert.isTrue(await changeEntry('main', DOWNLOADS, change))
    assert.isFalse(await changeEntry('main', DOWNLOADS, change))
    assert.containSubset(await downloads(), { title: 'Get Python', summary: 'Every release.' })
    assert.equal((await menu('footer')).find(({ key }) => key === DOWNLOADS)?.title, 'Downloads')
    await changeEntry('main', DOWNLOADS, { isHidden: true, by })
    assert.isUndefined(await downloads())
    await changeEntry('main', DOWNLOADS, { isHidden: false, by })
    assert.equal((await downloads())?.title, 'Get Python')
  })

  test('remove what staff added, when nothing stands below it, and forget what they changed', async ({ assert }) => {
    const href = 'https://example.org/'
    const top = await addEntry('main', { title: 'Top', href }, by)
    await changeEntry('main', DOWNLOADS, { title: 'Get Python', by })
    await moveEntry('main', DOWNLOADS, { under: top, by })
    await assert.rejects(
      () => removeEntry('main', top, by),
      'Below “Top” stand entries: “Get Python”. Move or remove them first.'
    )
    assert.isTrue(await removeEntry('main', DOWNLOADS, by))
    assert.isFalse(await removeEntry('main', DOWNLOADS, by))
    assert.isTrue(await removeEntry('main', top, by))
    assert.equal((await downloads())?.title, 'Downloads')
    await assert.rejects(
      () => removeEntry('main', 'downloads.dowloads', by),
      /The menu main has no entry downloads\.dowloads\. Did you mean downloads\.downloads/
    )
  })

  test('are as plugins contribute them while the plugin is off', async ({ assert, cleanup }) => {
    await changeEntry('main', DOWNLOADS, { title: 'Get Python', by })
    cleanup(await switchFeature('navigation', 'off'))
    assert.equal((await downloads())?.title, 'Downloads')
  })

  test('leave an entry in the audit log for each change', async ({ assert }) => {
    await moveEntry('main', 'downloads.source', { before: 'downloads.windows', by })
    await changeEntry('main', DOWNLOADS, { isHidden: true, by })
    const audit = await app.container.make(AuditLog)
    const { entries } = await audit.page({ action: 'navigation', limit: 2 })
    assert.deepEqual(
      entries.map(({ action, subject, before, after }) => ({ action, id: subject.id, before, after })),
      [
        {
          action: 'navigation.entry.hide',
          id: `main:${DOWNLOADS}`,
          before: { isHidden: false },
          after: { isHidden: true },
        },
        {
          action: 'navigation.entry.move',
          id: 'main:downloads.source',
          before: { after: 'downloads.macos' },
          after: { after: null },
        },
      ]
    )
  })
})

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
