import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { AdminRefusal, type AdminAction, type AnyRow } from '@pydotorg/platform/admin'
import { MediaImage } from '@pydotorg/platform/media'
import sharp from 'sharp'
import { librarian, sent, shelfOf, SHELVES, withShelves, words } from './sample_shelves.js'

const COMPANIES = '/admin/manage/companies/companies/'

/** Closes a shelf; the one that is called Second cannot be closed. */
const close: AdminAction<AnyRow> = {
  name: 'close',
  label: 'Close',
  on: 'bulk',
  run: async ({ row }) => {
    const shelf = row as AnyRow & { name: string }
    if (shelf.name === 'Second') throw new AdminRefusal('Somebody reads a book of it.')
    shelf.name = `${shelf.name}, closed`
    await shelf.save()
  },
}

async function shelfNames(): Promise<string[]> {
  const rows = (await db.from('admin_sample_shelves').orderBy('id')) as { name: string }[]
  return rows.map(({ name }) => name)
}

test.group('What is done to records', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('is done to the others when one refuses, and the list says which and why', async ({
    client,
    assert,
    cleanup,
  }) => {
    cleanup(await withShelves({ actions: [close] }))
    const user = await librarian()
    const shelves = [await shelfOf(), await shelfOf(), await shelfOf()]
    const ids = shelves.map(({ id }) => id)
    await db.from('admin_sample_shelves').where('id', ids[1]!).update({ name: 'Second' })
    const done = await client.post(`${SHELVES}act/`).loginAs(user).withCsrfToken().form({ action: 'close', ids })
    const page = words(done.text())
    assert.include(page, 'Close: done for 2 records, not for 1.')
    assert.include(page, 'One could not be done')
    assert.include(page, `<a href="${SHELVES}${ids[1]}/">Second</a>: Somebody reads a book of it.`)
    assert.deepEqual(await shelfNames(), ['First, closed', 'Second', 'First, closed'])
  })

  test('leads back to the list, whatever was forged of its search', async ({ client, assert, cleanup }) => {
    cleanup(await withShelves({ actions: [close] }))
    const user = await librarian()
    const { id } = await shelfOf()
    const searches = {
      'q=a%20b&order=name': '?q=a+b',
      'q=a\r\nX-Forged: yes': '?q=a%0D%0AX-Forged%3A+yes',
      'q=\0&evil=1#x': '?q=%EF%BF%BD',
      '\n': '',
    }
    for (const [search, kept] of Object.entries(searches)) {
      const asked = await client.get(`${SHELVES}act/`).qs({ action: 'close', search }).loginAs(user).redirects(0)
      asked.assertStatus(303)
      asked.assertHeader('location', `${SHELVES}${kept}`)
      const form = { action: 'close', ids: [id], search }
      const done = await sent(client.post(`${SHELVES}act/`), user).form(form)
      done.assertStatus(303)
      done.assertHeader('location', `${SHELVES}${kept}`)
      assert.isUndefined(done.header('x-forged'))
    }
    const half = { action: 'close', ids: [id], search: 'q=\ud800' }
    const done = await sent(client.post(`${SHELVES}act/`), user)
      .json(half)
      .header('accept', 'text/html')
    done.assertStatus(303)
    done.assertHeader('location', `${SHELVES}?q=%EF%BF%BD`)
  })

  test('is no deletion while others need it: they are named, a few of many', async ({ client, assert, cleanup }) => {
    cleanup(await withShelves())
    const user = await librarian()
    await db.rawQuery('alter table admin_sample_books drop constraint admin_sample_books_shelf_id_fkey')
    await db.rawQuery('alter table admin_sample_books add foreign key (shelf_id) references admin_sample_shelves')
    const { id, books } = await shelfOf(...Array.from({ length: 23 }, (_, index) => `Book ${index}`))
    const asked = await client.get(`${SHELVES}${id}/delete/`).loginAs(user)
    const page = words(asked.text())
    assert.include(page, 'This cannot be deleted: others need it')
    assert.include(page, `Admin sample books, number ${books[0]}`)
    assert.include(page, 'and 3 more')
    assert.notInclude(page, 'Delete for good')
    const refused = await sent(client.post(`${SHELVES}${id}/delete/`), user).form({})
    assert.notEqual(refused.header('location'), SHELVES)
    assert.deepEqual(await shelfNames(), ['First'])
  })

  test('loses no upload when something else in the form is wrong', async ({ client, assert }) => {
    const user = await librarian()
    const picture = await sharp({ create: { width: 320, height: 200, channels: 3, background: '#306998' } })
      .png()
      .toBuffer()
    const typed = { name: 'Pictured', url: 'nonsense', about: '', aboutMarkupType: 'markdown' }
    const refused = await sent(client.post(`${COMPANIES}new/`), user)
      .fields(typed)
      .file('logoId_file', picture, { filename: 'logo.png' })
    refused.assertStatus(422)
    const image = await MediaImage.query().orderBy('id', 'desc').firstOrFail()
    assert.include(refused.text(), `name="logoId" value="${image.id}"`)
    assert.include(refused.text(), image.key, 'it is shown where it was chosen')
    const again = { ...typed, url: 'https://pictured.example/', logoId: String(image.id) }
    const saved = await sent(client.post(`${COMPANIES}new/`), user).form(again)
    saved.assertStatus(303)
    const row = await db.from('companies_companies').where('name', 'Pictured').firstOrFail()
    assert.equal(row.logo_id, image.id)
  })
})
