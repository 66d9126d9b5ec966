import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ace from '@adonisjs/core/services/ace'
import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import { PageFactory } from '#database/factories/page_factory'
import { PageFiles } from '#services/page_files'
import PagesAttach from '../../commands/pages_attach.js'

const BY = { actor: { id: null, name: 'a test' } }

/** One blue pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADBwIAMCbHYQAAAABJRU5ErkJggg==',
  'base64'
)
const TEXT = Buffer.from('name,age\nAda,36\n')

const files = () => app.container.make(PageFiles)

test.group('Files of a page', (group) => {
  let folder = ''
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => {
    ace.ui.switchMode('raw')
    return () => ace.ui.switchMode('normal')
  })
  group.setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pages-'))
    await mkdir(join(folder, 'about'))
    await writeFile(join(folder, 'about/dot.png'), PNG)
    await writeFile(join(folder, 'about/people.csv'), TEXT)
    return () => rm(folder, { recursive: true })
  })

  test('are kept by the page, once, and noted; its address opens', async ({ assert, client }) => {
    const page = await PageFactory.create()
    const image = await (await files()).add(page.id, { kind: 'image', file: { name: 'dot.png', bytes: PNG } }, BY)
    await (await files()).add(page.id, { kind: 'image', file: { name: 'dot.png', bytes: PNG } }, BY)
    const document = await (await files()).add(page.id, { kind: 'document', file: { name: 'a.csv', bytes: TEXT } }, BY)
    const kept = await (await files()).of(page.id)
    assert.deepEqual(
      kept.map(({ kind, address }) => [kind, address]),
      [
        ['image', image.address],
        ['document', document.address],
      ]
    )
    for (const { address } of kept) {
      const response = await client.get(address)
      response.assertStatus(200)
    }
    const { entries } = await (await app.container.make(AuditLog)).page({ subject: { type: 'page', id: page.id } })
    assert.deepEqual(
      entries.map(({ action }) => action),
      ['pages.document.create', 'pages.image.create']
    )
    assert.isTrue(await (await files()).remove(page.id, { kind: 'image', id: image.file.id }, BY))
    assert.isFalse(await (await files()).remove(page.id, { kind: 'image', id: image.file.id }, BY))
    assert.lengthOf(await (await files()).of(page.id), 1)
  })

  test('go with the page, and cannot be cleaned away before', async ({ assert }) => {
    const page = await PageFactory.create()
    const { file } = await (await files()).add(page.id, { kind: 'image', file: { name: 'dot.png', bytes: PNG } }, BY)
    const inside = db.transaction((trx) => trx.from('media_images').where('id', file.id).delete())
    await assert.rejects(() => inside, /foreign key/)
    await page.delete()
    assert.lengthOf(await (await files()).of(page.id), 0)
  })

  test('come by a command, which refuses what lies about its kind', async ({ assert }) => {
    const page = await PageFactory.create()
    const run = async (args: string[]) => {
      const command = await ace.create(PagesAttach, args)
      await command.exec()
      return command
    }
    const added = await run([page.path, join(folder, 'about/dot.png')])
    added.assertSucceeded()
    const lying = await run([page.path, join(folder, 'about/people.csv')])
    lying.assertFailed()
    const missing = await run([page.path, join(folder, 'none.png')])
    missing.assertFailed()
    assert.lengthOf(await (await files()).of(page.id), 1)
  })

  test('come from python.org with a copy of its files, and are found where they were', async ({ client, assert }) => {
    const page = await PageFactory.create()
    const row = (model: string, pk: number, fields: object) => ({ model, pk, fields })
    const rows = [
      row('pages.image', 1, { page: page.id, image: 'about/dot.png' }),
      row('pages.documentfile', 1, { page: page.id, document: 'about/people.csv' }),
      row('pages.image', 2, { page: page.id, image: 'about/none.png' }),
      row('pages.image', 3, { page: page.id, image: '../../etc/passwd' }),
      row('pages.image', 4, { page: 99_999, image: 'about/dot.png' }),
    ]
    await writeFile(join(folder, 'dump.json'), JSON.stringify(rows))
    const importAll = async (...args: string[]) => {
      ace.ui.logger.flushLogs()
      const { exitCode } = await ace.exec('pydotorg:import-django', [join(folder, 'dump.json'), ...args])
      return { exitCode, output: JSON.stringify(ace.ui.logger.getLogs()) }
    }
    assert.include((await importAll()).output, 'about/dot.png: no folder with the files was named')
    const { exitCode, output } = await importAll(`--media=${folder}`)
    assert.equal(exitCode, 2)
    for (const said of ['the file is not in the folder', 'it is outside the folder', 'page 99999 is not here']) {
      assert.include(output, said)
    }
    const added = await (await files()).of(page.id)
    assert.lengthOf(added, 2)
    for (const [old, kind] of [
      ['/media/about/dot.png', 'image'],
      ['/media/about/people.csv?v=1', 'document'],
    ]) {
      const response = await client.get(old!).redirects(0)
      response.assertStatus(301)
      response.assertHeader('location', added.find((file) => file.kind === kind)!.address)
    }
    assert.match((await importAll(`--media=${folder}`)).output, /pages\.documentfile\|0\|0\|1\|0\|0/)
  })
})
