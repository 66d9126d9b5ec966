import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ace from '@adonisjs/core/services/ace'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { UserFactory } from '@pydotorg/platform/testing'
import { BoxFactory } from '#database/factories/box_factory'
import Box from '#models/box'

/** A box as dumpdata writes one. */
function box(pk: number, label: string, fields: object = {}) {
  const times = { created: '2013-03-11T22:38:14.817Z', updated: '2014-06-25T19:01:06.268Z' }
  const text = { content: '\r\n<p class="a">Hi</p>', content_markup_type: 'html', _content_rendered: '<script>' }
  return { model: 'boxes.box', pk, fields: { ...times, label, ...text, ...fields } }
}

test.group('Import of boxes', (group) => {
  let folder = ''
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => {
    ace.ui.switchMode('raw')
    return () => ace.ui.switchMode('normal')
  })
  group.setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'boxes-'))
    return () => rm(folder, { recursive: true })
  })

  async function importRows(...rows: object[]) {
    const path = join(folder, 'boxes.json')
    await writeFile(path, JSON.stringify(rows))
    ace.ui.logger.flushLogs()
    const { exitCode } = await ace.exec('pydotorg:import-django', [path])
    return { exitCode, output: JSON.stringify(ace.ui.logger.getLogs()) }
  }

  test('keeps ids, times and who made them, and renders anew', async ({ assert }) => {
    const { id } = await UserFactory.merge({ username: 'ada' }).create()
    const rows = [
      box(7, 'supernav-python-about'),
      box(8, 'news', {
        content: '*Hi*',
        content_markup_type: 'markdown',
        creator: ['ada'],
        last_modified_by: ['gone'],
      }),
    ]
    const { exitCode, output } = await importRows(...rows)
    assert.equal(exitCode, 0, output)
    assert.match(output, /boxes\.box\|2\|0\|0\|0\|0/)
    const about = await Box.findOrFail(7)
    assert.equal(about.contentRendered.trim(), '<p class="a">Hi</p>')
    assert.equal(about.updatedAt.toUTC().toISO(), '2014-06-25T19:01:06.268Z')
    const news = await Box.findOrFail(8)
    assert.deepInclude(news.toJSON(), {
      creatorId: id,
      lastModifiedById: null,
      contentRendered: '<p><em>Hi</em></p>\n',
    })
    assert.match((await importRows(...rows)).output, /boxes\.box\|0\|0\|2\|0\|0/)
  })

  test('takes the place of a box that was made here, also on pages that were read before', async ({
    client,
    assert,
  }) => {
    await BoxFactory.merge({ label: 'download-sources', content: 'generated' }).create()
    assert.equal((await client.get('/box/download-sources/')).text(), 'generated')
    await importRows(box(36, 'download-sources'))
    assert.equal((await Box.findByOrFail('label', 'download-sources')).id, 36)
    assert.include((await client.get('/box/download-sources/')).text(), '<p class="a">Hi</p>')
  })

  test('leaves out a label that is none, and a language that there is not', async ({ assert }) => {
    const { exitCode, output } = await importRows(
      box(1, 'no label'),
      box(2, 'x', { content_markup_type: 'word' }),
      box(3, 'fine')
    )
    assert.equal(exitCode, 2)
    assert.match(output, /boxes\.box\|1\|0\|0\|0\|2/)
  })
})
