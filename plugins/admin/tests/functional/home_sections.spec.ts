import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type { ApiClient, ApiRequest } from '@japa/api-client'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import { HomeArrangement } from '@pydotorg/platform/home'
import type { User } from '@pydotorg/platform/identity'
import { countQueries, UserFactory } from '@pydotorg/platform/testing'

const HOME = '/admin/home/'

async function arranger(): Promise<User> {
  const user = await UserFactory.apply('staff').create()
  await db.table('user_permissions').insert({ user_id: user.id, permission: 'platform.arrange_home' })
  return user
}

async function keysOf(): Promise<string[]> {
  const home = await app.container.make(HomeArrangement)
  return (await home.all()).map(({ key }) => key)
}

async function shown(): Promise<string[]> {
  const home = await app.container.make(HomeArrangement)
  return (await home.shown()).map(({ key }) => key)
}

const sent = (request: ApiRequest, user: User) => request.loginAs(user).withCsrfToken().redirects(0)
const move = (client: ApiClient, user: User, text: string) =>
  sent(client.post(`${HOME}order/`), user).form({ move: text })

async function actions(): Promise<string[]> {
  const { entries } = await (await app.container.make(AuditLog)).page({ action: 'platform.home_section' })
  return entries.map(({ action }) => action.replace('platform.home_section.', '')).reverse()
}

test.group('Sections of the home page in the administration', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are listed in their order, also those that nobody sees', async ({ client, assert }) => {
    const user = await arranger()
    const page = (await client.get(HOME).loginAs(user)).text()
    const places = (await keysOf()).map((key) => page.indexOf(`data-key="${key}"`))
    assert.notInclude(places, -1)
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b)
    )
    assert.include((await client.get('/admin/').loginAs(user)).text(), `href="${HOME}"`)
  })

  test('are moved before and after each other, to the end as well', async ({ client, assert }) => {
    const user = await arranger()
    const [first, second, ...others] = await keysOf()
    const moved = await move(client, user, `${first} after ${second}`)
    moved.assertHeader('location', HOME)
    assert.deepEqual(await keysOf(), [second, first, ...others])
    await move(client, user, `${first} before ${second}`)
    assert.deepEqual(await keysOf(), [first, second, ...others])
    await move(client, user, `${first} after ${others.at(-1)}`)
    assert.deepEqual(await keysOf(), [second, ...others, first])
    const again = await move(client, user, `${first} after ${others.at(-1)}`)
    assert.include(String(again.flashMessage('adminReorder').said), 'stood there already')
    assert.deepEqual(await actions(), ['move', 'move', 'move'])
  })

  test('are hidden, and shown again', async ({ client, assert }) => {
    const user = await arranger()
    const key = (await shown())[0]!
    ;(await sent(client.post(`${HOME}visibility/`), user).form({ hide: key })).assertHeader('location', HOME)
    assert.notInclude(await shown(), key)
    assert.include((await client.get(HOME).loginAs(user)).text(), 'Hidden')
    await sent(client.post(`${HOME}visibility/`), user).form({ show: key })
    assert.include(await shown(), key)
    assert.deepEqual(await actions(), ['hide', 'show'])
  })

  test('refuse what is no move, and sections that there are not', async ({ client, assert }) => {
    const user = await arranger()
    const before = await keysOf()
    for (const text of ['', 'x', `${before[0]} after nothing.there`, `nothing.there before ${before[0]}`]) {
      const refused = await move(client, user, text)
      assert.property(refused.flashMessage('inputErrorsBag'), 'move', text)
    }
    const itself = await move(client, user, `${before[0]} after ${before[0]}`)
    assert.include(String(itself.flashMessage('adminReorder').said), 'stood there already')
    const unknown = await sent(client.post(`${HOME}visibility/`), user).form({ hide: 'nothing.there' })
    assert.property(unknown.flashMessage('inputErrorsBag'), 'move')
    const nothing = await sent(client.post(`${HOME}visibility/`), user).form({})
    assert.property(nothing.flashMessage('inputErrorsBag'), 'show')
    assert.deepEqual(await keysOf(), before)
    assert.deepEqual(await actions(), [])
  })

  test('are for staff with the permission only', async ({ client, assert }) => {
    const before = await keysOf()
    for (const user of [await UserFactory.create(), await UserFactory.apply('staff').create()]) {
      ;(await client.get(HOME).loginAs(user)).assertStatus(403)
      ;(await move(client, user, `${before[0]} after ${before[1]}`)).assertStatus(403)
      ;(await sent(client.post(`${HOME}visibility/`), user).form({ hide: before[0] })).assertStatus(403)
    }
    assert.deepEqual(await keysOf(), before)
    assert.match(String((await client.get(HOME).redirects(0)).header('location')), /^\/accounts\/login\//)
  })

  test('cost few queries', async ({ client, assert }) => {
    const user = await arranger()
    const queries = await countQueries(() => client.get(HOME).loginAs(user))
    assert.isAtMost(queries.length, 5)
  })
})
