import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ace from '@adonisjs/core/services/ace'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { BoxFactory } from '#database/factories/box_factory'
import Box from '#models/box'

test.group('Commands of boxes', (group) => {
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

  async function run(name: string, ...argv: string[]) {
    ace.ui.logger.flushLogs()
    const { exitCode } = await ace.exec(name, argv)
    return { exitCode, output: JSON.stringify(ace.ui.logger.getLogs()) }
  }

  async function file(name: string, text: string): Promise<string> {
    const path = join(folder, name)
    await writeFile(path, text)
    return `--file=${path}`
  }

  test('add a box, change it, list it and delete it', async ({ assert }) => {
    const added = await run('boxes:set', 'news', await file('news.md', '*Hi*'))
    assert.equal(added.exitCode, 0, added.output)
    assert.equal((await Box.findByOrFail('label', 'news')).contentRendered, '<p><em>Hi</em></p>\n')
    await run('boxes:set', 'news', await file('news.dat', '<b>Hi</b>'), '--markup=html')
    assert.equal((await Box.findByOrFail('label', 'news')).contentRendered, '<b>Hi</b>')
    await BoxFactory.merge({ label: 'other' }).create()
    const listed = await run('boxes:list', '--search=ew')
    assert.match(listed.output, /news\|html\|9\|/)
    assert.include(listed.output, '1 in all, page 1 of 1')
    assert.notInclude(listed.output, 'other')
    assert.equal((await run('boxes:delete', 'news')).exitCode, 0)
    assert.isNull(await Box.findBy('label', 'news'))
  })

  test('take the language of a box that is there when nothing names another', async ({ assert }) => {
    await BoxFactory.merge({ label: 'news', contentMarkupType: 'plain' }).create()
    await run('boxes:set', 'news', await file('news', 'a < b'))
    assert.equal((await Box.findByOrFail('label', 'news')).contentMarkupType, 'plain')
  })

  test('say what is wrong, and exit with 1', async ({ assert }) => {
    const missing = await run('boxes:set', 'news', `--file=${join(folder, 'gone.md')}`)
    assert.equal(missing.exitCode, 1)
    assert.include(missing.output, 'gone.md cannot be read')
    const label = await run('boxes:set', 'no label', await file('a.md', 'x'))
    assert.equal(label.exitCode, 1)
    assert.include(label.output, 'label: ')
    const language = await run('boxes:set', 'news', await file('a.md', 'x'), '--markup=word')
    assert.equal(language.exitCode, 1)
    const unknown = await run('boxes:delete', 'gone')
    assert.equal(unknown.exitCode, 1)
    assert.include(unknown.output, 'There is no box')
  })
})
