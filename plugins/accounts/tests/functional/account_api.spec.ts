import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { AccessTokens } from '@pydotorg/platform/identity/access_tokens'
import type { User } from '@pydotorg/platform/identity'
import { UserFactory } from '@pydotorg/platform/testing'
import { DateTime } from 'luxon'
import { test } from '@japa/runner'

const ADDRESS = '/api/v3/account'

async function tokenOf(user: User, wish: { scopes?: string[]; expiresAt?: DateTime } = {}) {
  const tokens = await app.container.make(AccessTokens)
  const by = { actor: { id: user.id, name: user.username } }
  return tokens.issue(user, { name: 'Tool', scopes: ['profile'], ...wish }, by)
}

test.group('GET /api/v3/account', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('tells whom a token belongs to, and sets no cookie', async ({ client, assert }) => {
    const user = await UserFactory.merge({ username: 'ada', firstName: 'Ada', password: 'a-hash' }).create()
    const { text } = await tokenOf(user)
    const response = await client.get(ADDRESS).header('authorization', `Bearer ${text}`)
    response.assertStatus(200)
    response.assertHeader('content-type', 'application/json; charset=utf-8')
    const body = response.body()
    assert.deepInclude(body, {
      id: user.id,
      username: 'ada',
      first_name: 'Ada',
      email: user.email,
      email_verified: true,
    })
    assert.deepEqual([body.groups, body.token], [[], { scopes: ['profile'] }])
    assert.notInclude(response.text(), 'a-hash')
    assert.isUndefined(response.header('set-cookie'))
    assert.match(String(response.header('cache-control')), /no-store/)
  })

  test('refuses who brings no token, a wrong one, or a session', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const { text } = await tokenOf(user)
    const requests = [
      client.get(ADDRESS),
      client.get(ADDRESS).loginAs(user),
      client.get(ADDRESS).header('authorization', 'Bearer pyorg_wrong'),
      client.get(ADDRESS).header('authorization', 'Bearer '),
      client.get(ADDRESS).header('authorization', `Token ${text}`),
      client.get(ADDRESS).header('authorization', `Bearer ${'x'.repeat(10_000)}`),
      client.get(`${ADDRESS}?access_token=${text}`),
    ]
    for (const request of requests) {
      const response = await request
      response.assertStatus(401)
      response.assertHeader('content-type', 'application/problem+json')
      assert.match(String(response.header('www-authenticate')), /^Bearer/)
      assert.equal(JSON.parse(response.text()).status, 401)
    }
  })

  test('refuses a token that has expired or was revoked, or whose owner is not active any more', async ({ client }) => {
    const user = await UserFactory.create()
    const expired = await tokenOf(user, { expiresAt: DateTime.utc().minus({ seconds: 1 }) })
    const revoked = await tokenOf(user)
    await revoked.token.delete()
    const inactive = await tokenOf(await UserFactory.apply('inactive').create())
    for (const { text } of [expired, revoked, inactive]) {
      const response = await client.get(ADDRESS).header('authorization', `Bearer ${text}`)
      response.assertStatus(401)
    }
  })

  test('refuses a token that was made for something else', async ({ client, assert }) => {
    const { text } = await tokenOf(await UserFactory.create(), { scopes: ['read'] })
    const response = await client.get(ADDRESS).header('authorization', `Bearer ${text}`)
    response.assertStatus(403)
    response.assertHeader('content-type', 'application/problem+json')
    response.assertHeader('www-authenticate', 'Bearer error="insufficient_scope", scope="profile"')
    assert.include(JSON.parse(response.text()).detail, 'profile')
  })
})
