import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { formError } from '@pydotorg/platform/http'
import { MarkupDeadlineError } from '@pydotorg/platform/markup'
import { librarian, sent, shelfOf, SHELVES, withShelves, words } from './sample_shelves.js'

const COMPANIES = '/admin/manage/companies/companies/'

test.group('Forms of records that something is wrong with', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('name a character that cannot be kept', async ({ client, assert }) => {
    const user = await librarian()
    const restore = await withShelves()
    const { id } = await shelfOf('One')
    const typed = { 'name': 'a\0b', 'inlines[books][0][title]': 'c\0d', 'inlines[books][0][language]': 'en' }
    const refused = await sent(client.post(`${SHELVES}${id}/`), user).form(typed)
    refused.assertStatus(422)
    assert.lengthOf(refused.text().match(/A character in it cannot be kept/g)!, 4)
    for (const extra of ['{"a":"\\u0000"}', '{"\\u0000":1}', '"\\ud800"']) {
      const json = await sent(client.post(`${SHELVES}${id}/`), user).form({ name: 'First', extra })
      json.assertStatus(422)
    }
    restore()
  })

  test('do not fall over it in what is looked for', async ({ client }) => {
    const user = await librarian()
    const restore = await withShelves()
    for (const search of ['q=%00', 'q=a%00b', 'f_name=a%00', 'after=WyJhXHUwMDAwIiwxXQ', 'order=%00']) {
      const list = await client.get(`${SHELVES}?${search}`).loginAs(user)
      list.assertStatus(200)
      const others = await client.get(`${COMPANIES}?${search}`).loginAs(user)
      others.assertStatus(200)
    }
    const found = await sent(client.post(`${SHELVES}new/`), user).form({ _find: 'name', _q_name: '\0' })
    found.assertStatus(422)
    const kept = await sent(client.post(`${SHELVES}filters/`), user).form({ name: 'a\0', search: 'q=a\0' })
    kept.assertStatus(303)
    for (const search of ['who=%00', 'action=%00', 'type=page&id=%00']) {
      const log = await client.get(`/admin/audit/?${search}`).loginAs(user)
      log.assertStatus(200)
    }
    restore()
  })

  test('say it beside the field, also when a service names the column', async ({ client, assert }) => {
    const user = await librarian()
    const restore = await withShelves({
      save: () => {
        throw formError('open_until', 'It is too late.')
      },
    })
    const { id } = await shelfOf()
    const refused = await sent(client.post(`${SHELVES}${id}/`), user).form({ name: 'First' })
    refused.assertStatus(422)
    assert.match(words(refused.text()), /<a href="#openUntil"[^>]*>Open until: It is too late\.<\/a>/)
    assert.include(refused.text(), 'id="openUntil-error"')
    restore()
  })

  test('say that a text takes too long, and keep it', async ({ client, assert }) => {
    const user = await librarian()
    const restore = await withShelves({
      save: () => {
        throw new MarkupDeadlineError(5_000)
      },
    })
    const { id } = await shelfOf()
    const refused = await sent(client.post(`${SHELVES}${id}/`), user).form({ name: 'Typed' })
    refused.assertStatus(422)
    assert.include(refused.text(), 'could not be rendered within 5 seconds')
    assert.include(refused.text(), 'value="Typed"')
    restore()
  })

  test('have no controls for who may only look', async ({ client, assert }) => {
    const user = await librarian()
    const restore = await withShelves({ permissions: { view: 'admin.manage_people' } })
    const { id } = await shelfOf('One')
    const page = (await client.get(`${SHELVES}${id}/`).loginAs(user)).text()
    assert.include(page, 'One')
    assert.notInclude(page, 'name="name"')
    assert.notInclude(page, 'name="inlines')
    ;(await sent(client.post(`${SHELVES}${id}/`), user).form({ name: 'x' })).assertStatus(403)
    restore()
  })

  test('lead nowhere for what is no field of theirs', async ({ client, assert }) => {
    const user = await librarian()
    const restore = await withShelves({
      save: () => {
        throw formError('weather', 'It rains.')
      },
    })
    const { id } = await shelfOf()
    const refused = await sent(client.post(`${SHELVES}${id}/`), user).form({ name: 'First' })
    refused.assertStatus(422)
    assert.include(refused.text(), 'It rains.')
    assert.notInclude(refused.text(), 'href="#weather"')
    restore()
  })

  test('have no group without fields', async ({ client, assert }) => {
    const user = await librarian()
    const restore = await withShelves()
    const { id } = await shelfOf()
    assert.notInclude((await client.get(`${SHELVES}new/`).loginAs(user)).text(), 'Only later')
    assert.include((await client.get(`${SHELVES}${id}/`).loginAs(user)).text(), 'Only later')
    restore()
  })

  test('preview only texts of theirs, in their languages and up to their length', async ({ client }) => {
    const user = await librarian()
    const restore = await withShelves()
    const preview = (path: string, form: Record<string, string>) =>
      sent(client.post(`${SHELVES}preview/${path}`), user).form(form)
    const about = 'inlines[books][0][about]'
    const fits = await preview('about/?inline=books&row=0', {
      [about]: 'x',
      [`${about.slice(0, -1)}MarkupType]`]: 'plain',
    })
    fits.assertStatus(200)
    const long = { [about]: 'x'.repeat(51), [`${about.slice(0, -1)}MarkupType]`]: 'plain' }
    const tooLong = await preview('about/?inline=books&row=0', long)
    tooLong.assertStatus(422)
    const other = await preview('about/?inline=books&row=0', {
      [about]: 'x',
      [`${about.slice(0, -1)}MarkupType]`]: 'html',
    })
    other.assertStatus(422)
    for (const path of ['name/', 'nothing/', 'about/', 'about/?inline=x&row=0']) {
      const none = await preview(path, { about: 'x' })
      none.assertStatus(404)
    }
    restore()
  })
})
