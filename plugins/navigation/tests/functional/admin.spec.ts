import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type { ApiClient, ApiRequest } from '@japa/api-client'
import { test } from '@japa/runner'
import { AuditLog, consoleOrigin } from '@pydotorg/platform/audit'
import { Menus } from '@pydotorg/platform/contributions'
import type { User } from '@pydotorg/platform/identity'
import { countQueries, switchFeature, UserFactory } from '@pydotorg/platform/testing'
import Entry from '#models/entry'
import { addEntry } from '#services/add_entry'
import { keptEntries } from '#services/kept_entries'
import { moveEntry } from '#services/move_entry'

const MAIN = '/admin/menus/main/'
const DOWNLOADS = 'downloads.downloads'
const ENTRY = `${MAIN}entries/${DOWNLOADS}/`

const by = consoleOrigin()

async function editor(): Promise<User> {
  const user = await UserFactory.apply('staff').create()
  await db.table('user_permissions').insert({ user_id: user.id, permission: 'navigation.edit' })
  return user
}

const menu = async () => (await app.container.make(Menus)).menu('main')
const keysOf = async () => (await menu()).map(({ key }) => key)
const entryNamed = async (title: string) => (await menu()).find((entry) => entry.title === title)

const sent = (request: ApiRequest, user: User) => request.loginAs(user).withCsrfToken().redirects(0)
const errorsOf = (response: Awaited<ApiRequest>) => JSON.stringify(response.flashMessage('inputErrorsBag'))
const move = (client: ApiClient, user: User, text: string) =>
  sent(client.post(`${MAIN}order/`), user).form({ move: text })

async function actions(): Promise<string[]> {
  const { entries } = await (await app.container.make(AuditLog)).page({ action: 'navigation.entry' })
  return entries.map(({ action }) => action.replace('navigation.entry.', '')).reverse()
}

test.group('Menus in the administration', (group) => {
  group.setup(async () => (await app.container.make(Menus)).prepare())
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.teardown(() => keptEntries.refresh())

  test('are shown as they stand, with what can be done', async ({ client, assert }) => {
    const user = await editor()
    const key = await addEntry('main', { title: 'Archive', href: '/downloads/', under: DOWNLOADS }, by)
    const index = await client.get('/admin/menus/').loginAs(user).redirects(0)
    index.assertHeader('location', MAIN)
    const page = (await client.get(MAIN).loginAs(user)).text()
    assert.include(page, 'Added by staff')
    assert.include(page, `href="${MAIN}entries/${key}/"`)
    const [first, second] = await keysOf()
    assert.include(page, `value="${first} after ${second}"`)
    assert.include(page, `value="${second} before ${first}"`)
    for (const name of ['footer', 'account', 'guest']) {
      ;(await client.get(`/admin/menus/${name}/`).loginAs(user)).assertStatus(200)
    }
    ;(await client.get('/admin/menus/other/').loginAs(user)).assertStatus(404)
  })

  test('are put into another order, which is told and noted', async ({ client, assert }) => {
    const user = await editor()
    const [first, second, ...others] = await keysOf()
    const moved = await move(client, user, `${first} after ${second}`)
    moved.assertStatus(303)
    moved.assertHeader('location', MAIN)
    assert.deepEqual(await keysOf(), [second, first, ...others])
    assert.match(String(moved.flashMessage('adminReorder').said), /^“.+” stands after “.+” now\.$/)
    await move(client, user, `${first} after ${second}`)
    assert.deepEqual(await actions(), ['move'])
  })

  test('say what came of a move on the next page, and keep the focus on the entry', async ({ client, assert }) => {
    const user = await editor()
    const [first, second] = await keysOf()
    const page = await client
      .post(`${MAIN}order/`)
      .loginAs(user)
      .withCsrfToken()
      .form({ move: `${first} after ${second}` })
    assert.match(page.text(), /role="status"[^>]*>“.+” stands after “.+” now\./)
    const focused = /<button[^>]*value="([^"]+)"[^>]*autofocus/.exec(page.text().replace(/\s+/g, ' '))?.[1]
    assert.match(String(focused), new RegExp(`^${first} after `))
  })

  test('refuse the move "{text}" with a sentence')
    .with([
      { text: `${DOWNLOADS} after ${DOWNLOADS}`, says: 'cannot stand beside itself' },
      { text: `${DOWNLOADS} after nothing.there`, says: 'has no entry' },
      { text: 'nothing.there before about.about', says: 'has no entry' },
      { text: `${DOWNLOADS} below about.about`, says: '' },
      { text: '', says: '' },
    ])
    .run(async ({ client, assert }, { text, says }) => {
      const before = await keysOf()
      const refused = await move(client, await editor(), text)
      refused.assertStatus(303)
      assert.include(errorsOf(refused), says)
      assert.isUndefined(refused.flashMessage('adminReorder'))
      assert.deepEqual(await keysOf(), before)
    })

  test('hide an entry and show it again', async ({ client, assert }) => {
    const user = await editor()
    ;(await sent(client.post(`${MAIN}visibility/`), user).form({ hide: DOWNLOADS })).assertHeader('location', MAIN)
    assert.notInclude(await keysOf(), DOWNLOADS)
    assert.include((await client.get(MAIN).loginAs(user)).text(), 'Hidden')
    ;(await sent(client.post(`${MAIN}visibility/`), user).form({ show: DOWNLOADS })).assertHeader('location', MAIN)
    assert.include(await keysOf(), DOWNLOADS)
    const refused = await sent(client.post(`${MAIN}visibility/`), user).form({})
    assert.property(refused.flashMessage('inputErrorsBag'), 'show')
    assert.deepEqual(await actions(), ['hide', 'show'])
  })

  test('get entries of the site’s own, which are edited, placed and deleted', async ({ client, assert }) => {
    const user = await editor()
    const form = { title: 'Archive', href: '/downloads/', summary: '', under: '' }
    ;(await sent(client.post(`${MAIN}new/`), user).form(form)).assertStatus(303)
    const { key } = (await entryNamed('Archive'))!
    const path = `${MAIN}entries/${key}/`
    const words = { title: 'Old files', href: 'https://archive.example.org/', summary: 'All of them.' }
    ;(await sent(client.post(path), user).form(words)).assertStatus(303)
    assert.containsSubset(await entryNamed('Old files'), words)
    ;(await sent(client.post(path), user).form({ ...words, summary: '' })).assertStatus(303)
    assert.equal((await entryNamed('Old files'))!.summary, '')
    ;(await sent(client.post(`${path}place/`), user).form({ under: DOWNLOADS })).assertStatus(303)
    const below = (await menu()).find((entry) => entry.key === DOWNLOADS)!.children
    assert.equal(below.at(-1)?.key, key)
    ;(await sent(client.post(`${path}place/`), user).form({ under: '' })).assertStatus(303)
    assert.equal((await keysOf()).at(-1), key)
    ;(await client.get(`${path}remove/`).loginAs(user)).assertTextIncludes('gone for good')
    ;(await sent(client.post(`${path}remove/`), user).form({})).assertStatus(303)
    assert.isUndefined(await entryNamed('Old files'))
    ;(await client.get(path).loginAs(user)).assertStatus(404)
    assert.deepEqual(await actions(), ['add', 'update', 'update', 'move', 'move', 'remove'])
  })

  test('keep what was typed of an entry that cannot be: {href}')
    .with([
      { title: 'Archive', href: '/nothing/there/', says: 'href' },
      { title: 'Archive', href: 'javascript:alert(1)', says: 'href' },
      { title: '', href: '/downloads/', says: 'title' },
    ])
    .run(async ({ client, assert }, { says, ...words }) => {
      const user = await editor()
      const refused = await sent(client.post(`${MAIN}new/`), user)
        .header('referer', `${MAIN}new/`)
        .form(words)
      refused.assertStatus(303)
      assert.property(refused.flashMessage('inputErrorsBag'), says)
      assert.equal(refused.flashMessage('href'), words.href)
      assert.lengthOf(await Entry.all(), 0)
    })

  test('let entries of plugins be renamed and forgotten, and neither led elsewhere nor deleted', async ({
    client,
    assert,
  }) => {
    const user = await editor()
    const before = (await menu()).find(({ key }) => key === DOWNLOADS)!
    const words = { title: 'Get Python', href: 'https://evil.example.org/', summary: before.summary ?? '' }
    ;(await sent(client.post(ENTRY), user).form(words)).assertStatus(303)
    assert.containsSubset(await entryNamed('Get Python'), { key: DOWNLOADS, href: before.href })
    const page = (await client.get(ENTRY).loginAs(user)).text()
    assert.notInclude(page, 'name="href"')
    assert.include(page, 'As the plugin wants it')
    ;(await sent(client.post(`${ENTRY}remove/`), user).form({})).assertStatus(303)
    assert.containsSubset(await entryNamed(before.title), { key: DOWNLOADS })
    assert.notInclude((await client.get(ENTRY).loginAs(user)).text(), 'As the plugin wants it')
  })

  test('get no circle and no fourth level', async ({ client, assert }) => {
    const user = await editor()
    const key = await addEntry('main', { title: 'Archive', href: '/downloads/', under: DOWNLOADS }, by)
    const circle = await sent(client.post(`${ENTRY}place/`), user).form({ under: key })
    assert.include(errorsOf(circle), 'circle')
    const form = (await client.get(ENTRY).loginAs(user)).text()
    assert.notInclude(form, `value="${key}"`)
  })

  test('name entries that nobody sees because what stands above them is gone', async ({ client }) => {
    const user = await editor()
    const key = await addEntry('main', { title: 'Archive', href: '/downloads/', under: DOWNLOADS }, by)
    await Entry.query().where('key', key).update({ parent_key: 'gone.away' })
    const page = await client.get(MAIN).loginAs(user)
    page.assertTextIncludes('Below what is gone')
    ;(await client.get(`${MAIN}entries/${key}/`).loginAs(user)).assertStatus(200)
    ;(await sent(client.post(`${MAIN}entries/${key}/place/`), user).form({ under: DOWNLOADS })).assertStatus(303)
    ;(await client.get(MAIN).loginAs(user)).assertTextIncludes('Archive')
  })

  test('are for staff with the permission only, and gone while the plugin is off', async ({
    client,
    assert,
    cleanup,
  }) => {
    const before = await keysOf()
    const pages = ['', 'new/', `entries/${DOWNLOADS}/`, `entries/${DOWNLOADS}/remove/`]
    const writes = ['order/', 'visibility/', 'new/', ...pages.slice(2), `entries/${DOWNLOADS}/place/`]
    const form = { move: `${before[0]} after ${before[1]}`, hide: DOWNLOADS, title: 'X', href: '/downloads/' }
    for (const user of [await UserFactory.create(), await UserFactory.apply('staff').create()]) {
      for (const path of pages) (await client.get(`${MAIN}${path}`).loginAs(user)).assertStatus(403)
      for (const path of writes) (await sent(client.post(`${MAIN}${path}`), user).form(form)).assertStatus(403)
    }
    assert.deepEqual(await keysOf(), before)
    const guest = await client.get(MAIN).redirects(0)
    assert.match(String(guest.header('location')), /^\/accounts\/login\//)
    cleanup(await switchFeature('navigation', 'off'))
    const superuser = await UserFactory.apply('superuser').create()
    ;(await client.get(MAIN).loginAs(superuser)).assertStatus(404)
    assert.notInclude((await client.get('/admin/').loginAs(superuser)).text(), '/admin/menus/')
  })

  test('cost the same number of queries however many entries they have', async ({ client, assert }) => {
    const user = await editor()
    const add = (title: string) => addEntry('main', { title, href: 'https://example.org/', under: DOWNLOADS }, by)
    const first = await add('First')
    const few = await countQueries(() => client.get(MAIN).loginAs(user))
    for (let made = 0; made < 15; made += 1) await add(`Entry ${made}`)
    await moveEntry('main', first, { by })
    const many = await countQueries(() => client.get(MAIN).loginAs(user))
    assert.equal(many.length, few.length)
    assert.isAtMost(many.length, 6)
  })
})
