import testUtils from '@adonisjs/core/services/test_utils'
import { UserFactory } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import { ask } from '#tests/small_site'

test.group('Sessions', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are not started by a guest who reads', async ({ assert }) => {
    // Not Japa's client: it brings a session of its own.
    for (const path of ['/', '/downloads/', '/nothing/', '/api/v2/']) {
      const { headers } = await ask(Number(process.env.PORT), path)
      assert.isUndefined(headers['set-cookie'], path)
      assert.notInclude(String(headers['cache-control']), 'private', path)
    }
  })

  test('make a page private, whatever its route said', async ({ client, assert }) => {
    const user = await UserFactory.merge({ firstName: 'Ada', lastName: 'Lovelace' }).create()
    const response = await client.get('/downloads/').loginAs(user)
    response.assertStatus(200)
    response.assertHeader('cache-control', 'private, no-store')
    response.assertTextIncludes('Ada Lovelace')
    assert.include(response.text(), 'action="/accounts/logout/"')
  })

  test('can be ended on every page, the home page and those of errors too', async ({ client }) => {
    const user = await UserFactory.create()
    const home = await client.get('/').loginAs(user)
    home.assertTextIncludes('<form method="post" action="/accounts/logout/">')
    const error = await client.get('/nothing/').loginAs(user)
    error.assertTextIncludes('<a href="/accounts/logout/">Sign out</a>')
  })

  test('count for nothing below /api/', async ({ client, assert }) => {
    const response = await client.get('/api/v2/').loginAs(await UserFactory.create())
    response.assertStatus(200)
    assert.notInclude(response.headers()['cache-control'], 'private')
  })

  test('end for who was made inactive', async ({ client, assert }) => {
    const user = await UserFactory.apply('inactive').create()
    const response = await client.get('/').loginAs(user)
    response.assertStatus(200)
    assert.notInclude(response.text(), 'Signed in as')
  })

  test('show who is signed in on error pages', async ({ client }) => {
    const response = await client.get('/nothing/').loginAs(await UserFactory.merge({ username: 'ada' }).create())
    response.assertStatus(404)
    response.assertTextIncludes('Signed in as')
  })
})
