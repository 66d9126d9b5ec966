import { UserFactory } from '@pydotorg/platform/testing'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'

test.group('Signing out', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('asks a person who is signed in', async ({ client }) => {
    const response = await client.get('/accounts/logout/').loginAs(await UserFactory.create())
    response.assertStatus(200)
    response.assertTextIncludes('<form method="post" action="/accounts/logout/">')
    response.assertHeader('cache-control', 'private, no-store')
  })

  test('leads a guest to the sign-in page, and back', async ({ client }) => {
    const response = await client.get('/accounts/logout/').redirects(0)
    response.assertStatus(303)
    response.assertHeader('location', '/accounts/login/?next=%2Faccounts%2Flogout%2F')
  })

  test('ends the session', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const response = await client.post('/accounts/logout/').loginAs(user).withCsrfToken().redirects(0)
    response.assertStatus(303)
    response.assertHeader('location', '/')
    assert.notProperty(response.session(), 'auth_web')
  })

  test('refuses a request that another site forged', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const response = await client.post('/accounts/logout/').loginAs(user).redirects(0)
    response.assertStatus(302)
    assert.equal(response.session().auth_web, user.id)
  })
})
