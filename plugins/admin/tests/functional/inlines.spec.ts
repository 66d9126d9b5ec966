import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { countQueries, UserFactory } from '@pydotorg/platform/testing'
import { asked, booksOf, controlsOf, librarian, sent, shelfOf, SHELVES, withShelves, words } from './sample_shelves.js'

const row = (index: number, name: string) => `inlines[books][${index}][${name}]`

test.group('Rows that are edited in the form of their record', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => withShelves())

  test('say above the form what is wrong in them, and lead there', async ({ client, assert }) => {
    const user = await librarian()
    const { id } = await shelfOf('One')
    const form = controlsOf((await client.get(`${SHELVES}${id}/`).loginAs(user)).text())
    const wrong = await sent(client.post(`${SHELVES}${id}/`), user).form({ ...form, [row(0, 'title')]: '' })
    wrong.assertStatus(422)
    const text = words(wrong.text())
    assert.include(text, 'Something is not right yet')
    assert.match(text, /<a href="#inlines-books-0-title"[^>]*>Books 1, Title: /)
  })

  test('of two people are not lost: what both changed stands side by side', async ({ client, assert }) => {
    const user = await librarian()
    const { id, books } = await shelfOf('One', 'Two', 'Three')
    const form = controlsOf((await client.get(`${SHELVES}${id}/`).loginAs(user)).text())
    await db.from('admin_sample_books').where('id', books[0]!).update({ title: 'Their one' })
    await db.from('admin_sample_books').where('id', books[1]!).update({ title: 'Their two' })
    await db.table('admin_sample_books').insert({ shelf_id: id, title: 'Their four', language: 'en' })
    const mine = { ...form, [row(0, 'title')]: 'My one', [row(2, 'title')]: 'My three' }
    const met = await sent(client.post(`${SHELVES}${id}/`), user).form(mine)
    met.assertStatus(409)
    assert.include(words(met.text()), 'Title: Their one')
    assert.include(words(met.text()), 'Title: My one')
    const again = controlsOf(met.text())
    const titles = Object.entries(again).filter(([name]) => name.endsWith('[title]'))
    assert.deepEqual(
      titles.map(([, title]) => title),
      ['My one', 'Their two', 'My three', 'Their four']
    )
    const saved = await sent(client.post(`${SHELVES}${id}/`), user).form(again)
    saved.assertStatus(303)
    assert.deepEqual(
      (await booksOf(id)).map(({ title }) => title),
      ['My one', 'Their two', 'My three', 'Their four']
    )
  })

  test('that somebody else deleted do not come back by themselves', async ({ client, assert }) => {
    const user = await librarian()
    const { id, books } = await shelfOf('One', 'Two')
    const form = controlsOf((await client.get(`${SHELVES}${id}/`).loginAs(user)).text())
    await db.from('admin_sample_books').whereIn('id', books).delete()
    const met = await sent(client.post(`${SHELVES}${id}/`), user).form({ ...form, [row(1, 'title')]: 'My two' })
    met.assertStatus(409)
    const again = controlsOf(met.text())
    assert.equal(again[row(0, 'title')], 'My two')
    assert.notProperty(again, row(0, 'id'))
    assert.notInclude(Object.values(again), 'One')
    const saved = await sent(client.post(`${SHELVES}${id}/`), user).form(again)
    saved.assertStatus(303)
    assert.deepEqual(
      (await booksOf(id)).map(({ title }) => title),
      ['My two']
    )
  })

  test('that two people deleted are no matter between them', async ({ client, assert }) => {
    const user = await librarian()
    const { id, books } = await shelfOf('One')
    const form = controlsOf((await client.get(`${SHELVES}${id}/`).loginAs(user)).text())
    await db.from('admin_sample_books').whereIn('id', books).delete()
    const saved = await sent(client.post(`${SHELVES}${id}/`), user).form({ ...form, [row(0, 'deleted')]: 'true' })
    saved.assertStatus(303)
    assert.lengthOf(await booksOf(id), 0)
  })

  test('begin with what the fields say, and one that nobody filled is not there', async ({ client, assert }) => {
    const user = await librarian()
    const { id } = await shelfOf()
    const form = controlsOf((await client.get(`${SHELVES}${id}/`).loginAs(user)).text())
    assert.equal(form[row(0, 'language')], 'nl')
    const empty = await sent(client.post(`${SHELVES}${id}/`), user).form(form)
    empty.assertStatus(303)
    assert.lengthOf(await booksOf(id), 0)
    const filled = await sent(client.post(`${SHELVES}${id}/`), user).form({ ...form, [row(0, 'title')]: 'Snakes' })
    filled.assertStatus(303)
    assert.containsSubset((await booksOf(id))[0]?.$attributes, { title: 'Snakes', language: 'nl' })
  })

  test('cost as many queries however many there are, shown and sent', async ({ client, assert }) => {
    const user = await librarian()
    const reader = await UserFactory.create()
    await UserFactory.createMany(60)
    const cost = async (...titles: string[]) => {
      const { id } = await shelfOf(...titles)
      await db.from('admin_sample_books').where('shelf_id', id).update({ reader_id: reader.id })
      asked.languages = 0
      let form = {}
      const shown = await countQueries(async () => {
        form = controlsOf((await client.get(`${SHELVES}${id}/`).loginAs(user)).text())
      })
      const wrong = await countQueries(async () => {
        const response = await sent(client.post(`${SHELVES}${id}/`), user).form({ ...form, name: '' })
        response.assertStatus(422)
      })
      return [shown.length, wrong.length, asked.languages]
    }
    const few = await cost('One')
    assert.deepEqual(await cost('One', 'Two', 'Three', 'Four', 'Five'), few)
  })

  test('look for related rows in each of them', async ({ client, assert }) => {
    const user = await librarian()
    await UserFactory.createMany(60)
    const reader = await UserFactory.merge({ username: 'zzz-the-reader' }).create()
    const { id } = await shelfOf('One')
    const form = controlsOf((await client.get(`${SHELVES}${id}/`).loginAs(user)).text())
    const find = 'inlines-books-0-readerId'
    assert.property(form, `_q_${find}`)
    const found = await sent(client.post(`${SHELVES}${id}/`), user).form({
      ...form,
      ...{ _find: find, [`_q_${find}`]: 'zzz-the' },
    })
    assert.include(words(found.text()), `value="${reader.id}"`)
    assert.include(found.text(), 'zzz-the-reader')
  })

  test('have texts in a markup language, with a preview of each', async ({ client, assert }) => {
    const user = await librarian()
    const { id } = await shelfOf('One')
    const page = (await client.get(`${SHELVES}${id}/`).loginAs(user)).text()
    const form = controlsOf(page)
    assert.equal(form[row(0, 'aboutMarkupType')], 'plain')
    assert.include(page, `data-admin-slug-from-value="${row(0, 'title')}"`)
    const typed = { ...form, [row(0, 'about')]: '*Hi*', [row(0, 'aboutMarkupType')]: 'markdown' }
    const action = /formaction="([^"]*preview[^"]*)"/.exec(page)![1]!.replaceAll('&amp;', '&')
    const preview = await sent(client.post(action), user).form(typed)
    preview.assertStatus(200)
    assert.include(preview.text(), '<em>Hi</em>')
    assert.include(preview.text(), `id="${/<turbo-frame id="([^"]*)"/.exec(page)![1]}"`)
    const saved = await sent(client.post(`${SHELVES}${id}/`), user).form(typed)
    saved.assertStatus(303)
    assert.equal((await booksOf(id))[0]!.aboutMarkupType, 'markdown')
  })
})
