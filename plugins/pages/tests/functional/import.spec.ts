import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ace from '@adonisjs/core/services/ace'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { UserFactory } from '@pydotorg/platform/testing'
import Page from '#models/page'
import Redirect from '#models/redirect'
import { snapshotOf } from '#services/page_fields'
import { revisionsOf } from '#services/page_history'

/** A page as dumpdata writes one. */
function page(pk: number, path: string, fields: object = {}) {
  const times = { created: '2013-03-11T22:38:14.817Z', updated: '2014-06-25T19:01:06.268Z' }
  const text = {
    title: 'Apps',
    keywords: '',
    description: '',
    content: '*Hi*',
    content_markup_type: 'restructuredtext',
  }
  const rest = { is_published: true, content_type: 'text/html', template_name: '', creator: ['ada'] }
  return { model: 'pages.page', pk, fields: { ...times, path, ...text, ...rest, ...fields } }
}

const redirect = (pk: number, old_path: string, new_path: string) => ({
  model: 'redirects.redirect',
  pk,
  fields: { site: 1, old_path, new_path },
})

test.group('Import of pages', (group) => {
  let folder = ''
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => {
    ace.ui.switchMode('raw')
    return () => ace.ui.switchMode('normal')
  })
  group.setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pages-'))
    return () => rm(folder, { recursive: true })
  })

  async function importRows(...rows: object[]) {
    const path = join(folder, 'pages.json')
    await writeFile(path, JSON.stringify(rows))
    ace.ui.logger.flushLogs()
    const { exitCode } = await ace.exec('pydotorg:import-django', [path])
    return { exitCode, output: JSON.stringify(ace.ui.logger.getLogs()) }
  }

  test('keeps ids, times and who made them, renders anew, and begins a history', async ({ assert, client }) => {
    const { id } = await UserFactory.merge({ username: 'ada' }).create()
    const { exitCode, output } = await importRows(page(7, '/made/apps/'), page(8, 'downloads/made-metadata'))
    assert.equal(exitCode, 0, output)
    const apps = await Page.findOrFail(7)
    assert.containsSubset(apps.$attributes, { path: 'made/apps', creatorId: id, version: 1 })
    assert.include(apps.contentRendered, '<em>Hi</em>')
    assert.equal(apps.updatedAt.toUTC().toISO(), '2014-06-25T19:01:06.268Z')
    const [revision, ...more] = await revisionsOf(7)
    assert.lengthOf(more, 0)
    assert.deepEqual(revision!.fields, snapshotOf(apps))
    // Where a route with a parameter finds nothing, the page is shown, as on python.org.
    const below = await client.get('/downloads/made-metadata/')
    below.assertStatus(200)
  })

  test('changes nothing the second time, and adds a revision for what changed at python.org', async ({ assert }) => {
    await importRows(page(7, 'made/apps'))
    await importRows(page(7, 'made/apps'))
    assert.lengthOf(await revisionsOf(7), 1)
    await importRows(page(7, 'made/apps', { content: 'New', updated: '2020-01-01T00:00:00Z' }))
    const apps = await Page.findOrFail(7)
    assert.deepEqual([apps.content, apps.version], ['New', 2])
    assert.lengthOf(await revisionsOf(7), 2)
  })

  test('leaves out, and says why: {said}')
    .with([
      { fields: {}, path: 'Made/Apps', said: 'path: A path is made of lower-case' },
      { fields: {}, path: 'downloads', said: 'path: downloads.index answers' },
      { fields: { content_type: 'application/xml' }, path: 'made/x', said: 'content_type: something could run' },
      { fields: { content_markup_type: 'textile' }, path: 'made/x', said: 'content_markup_type' },
    ])
    .run(async ({ assert }, { fields, path, said }) => {
      const { exitCode, output } = await importRows(page(7, path, fields), page(8, 'made/good'))
      assert.equal(exitCode, 2)
      assert.include(output, said)
      assert.lengthOf(await Page.all(), 1)
    })

  test('takes redirects in by the rules that hold here', async ({ assert, client }) => {
    const rows = [
      redirect(1, '/made/a/', '/made/b/'),
      redirect(2, '/made/b', 'https://example.org/'),
      redirect(3, '/made/gone', ''),
      redirect(4, '/made/bad', 'javascript:alert(1)'),
      redirect(5, '/made/loop', '/made/loop/'),
    ]
    const { exitCode, output } = await importRows(...rows)
    assert.equal(exitCode, 2)
    assert.include(output, 'pk 4: not taken in: Write a path of this site')
    assert.include(output, 'pk 5: not taken in: Visitors would go round in a circle')
    assert.lengthOf(await Redirect.all(), 3)
    const led = await client.get('/made/a/').redirects(0)
    led.assertHeader('location', 'https://example.org/')
    const again = await importRows(...rows.slice(0, 3))
    assert.match(again.output, /redirects\.redirect\|0\|0\|3\|0\|0/)
  })
})
