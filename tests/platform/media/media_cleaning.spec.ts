import { rm, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import ace from '@adonisjs/core/services/ace'
import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import {
  MediaCleaning,
  MediaDocument,
  MediaImage,
  MediaStore,
  referencesTo,
  storeDocument,
  storeImage,
} from '@pydotorg/platform/media'
import { test } from '@japa/runner'
import { photo } from './sample_images.js'

const creator = null
let width = 200

/** An image that nobody has touched for two days. */
async function oldImage(name: string): Promise<MediaImage> {
  const bytes = await (await photo((width += 1), 10)).png().toBuffer()
  const image = await storeImage({ name, bytes }, { creator })
  await db
    .from('media_images')
    .where('id', image.id)
    .update({ updated_at: db.raw("now() - interval '2 days'") })
  return image
}

const clean = async (mode: 'delete' | 'rehearse' = 'delete') => (await app.container.make(MediaCleaning)).clean(mode)

test.group('Uploads that nobody uses', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    await db.rawQuery(
      'create table sample_logos (id integer, image_id integer references media_images (id), text text, note varchar(80))'
    )
  })

  test('are deleted after a day with their files, and none that is used', async ({ assert }) => {
    const unused = await oldImage('unused.png')
    const pointed = await oldImage('pointed.png')
    const written = await oldImage('written.png')
    const fresh = await storeImage(
      { name: 'fresh.png', bytes: await (await photo(9, 9)).png().toBuffer() },
      { creator }
    )
    await db
      .table('sample_logos')
      .multiInsert([{ image_id: pointed.id }, { text: `![A logo](/media/${written.key}/medium.webp)`, image_id: null }])
    const report = await clean()
    assert.deepEqual(report.images, ['unused.png'])
    assert.equal(report.bytes, unused.byteSize)
    const left = await MediaImage.query().whereIn('id', [unused.id, pointed.id, written.id, fresh.id]).orderBy('id')
    assert.sameMembers(
      left.map(({ name }) => name),
      ['pointed.png', 'written.png', 'fresh.png']
    )
    const store = await app.container.make(MediaStore)
    assert.isNull(await store.find(`images/${unused.key}/original`))
    assert.isNotNull(await store.find(`images/${pointed.key}/original`))
  })

  test('count as new when they are sent again', async ({ assert }) => {
    const { key } = await oldImage('again.png')
    const store = await app.container.make(MediaStore)
    const bytes = await store.read(`images/${key}/original`)
    await storeImage({ name: 'again.png', bytes }, { creator })
    assert.deepEqual((await clean()).images, [])
  })

  test('are documents too', async ({ assert }) => {
    const bytes = Buffer.from('%PDF-1.7\nold')
    const document = await storeDocument({ name: 'old.pdf', bytes }, { creator })
    await db.from('media_documents').where('id', document.id).update({ updated_at: '2020-01-01' })
    await db.table('sample_logos').insert({ note: `see ${document.path}` })
    assert.deepEqual((await clean()).documents, [])
    await db.from('sample_logos').delete()
    assert.deepEqual((await clean()).documents, ['old.pdf'])
    assert.isNull(await MediaDocument.find(document.id))
  })

  test('are only told in a rehearsal', async ({ assert }) => {
    const image = await oldImage('told.png')
    assert.deepEqual((await clean('rehearse')).images, ['told.png'])
    assert.isNotNull(await MediaImage.find(image.id))
  })

  test('leave files without a row, which go as well when they are old', async ({ assert }) => {
    const store = await app.container.make(MediaStore)
    const root = process.env.STORAGE_DIRECTORY!
    for (const name of ['old', 'new']) await store.put(`images/stray-${name}/original`, Buffer.from('x'), 'image/png')
    await utimes(join(root, 'images/stray-old/original'), new Date('2020-01-01'), new Date('2020-01-01'))
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
    for (const [name, days] of [
      ['old', 100],
      ['kept', 50],
    ] as const) {
      await store.put(`social/${name}/card.png`, Buffer.from('x'), 'image/png')
      await utimes(join(root, `social/${name}/card.png`), daysAgo(days), daysAgo(days))
    }
    assert.includeMembers((await clean('rehearse')).strayFolders, ['images/stray-old', 'social/old'])
    const { strayFolders } = await clean()
    assert.include(strayFolders, 'images/stray-old')
    for (const kept of ['images/stray-new', 'social/kept']) assert.notInclude(strayFolders, kept)
    assert.isNull(await store.find('images/stray-old/original'))
    for (const left of ['images/stray-new', 'social/kept']) await rm(join(root, left), { recursive: true })
  })

  test('are deleted by a command that says what it did', async ({ assert }) => {
    await oldImage('by command.png')
    ace.ui.switchMode('raw')
    const rehearsal = await ace.exec('media:clean', ['--dry-run'])
    rehearsal.assertSucceeded()
    rehearsal.assertLogMatches(/would be deleted.*: 1 images, 0 documents/)
    const command = await ace.exec('media:clean', [])
    command.assertLogMatches(/by command\.png/)
    command.assertLogMatches(/deleted.*: 1 images/)
    assert.isNull(await MediaImage.findBy('name', 'by command.png'))
    ace.ui.switchMode('normal')
  })
})

test.group('Tables that use media', () => {
  test('refuse the deletion of what they point to, so that nothing that is shown is cleaned away', async ({
    assert,
  }) => {
    for (const table of ['media_images', 'media_documents']) {
      const careless = (await referencesTo(table)).filter(({ onDelete }) => !['a', 'r'].includes(onDelete))
      assert.deepEqual(careless, [], `foreign keys to ${table} must not cascade or set null`)
    }
  })
})
