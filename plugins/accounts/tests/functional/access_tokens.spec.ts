import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { AccessToken, type User } from '@pydotorg/platform/identity'
import { AccessTokens } from '@pydotorg/platform/identity/access_tokens'
import { MailBox, UserFactory } from '@pydotorg/platform/testing'
import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import { proved } from '../session_store.js'

const by = (user: User) => ({ actor: { id: user.id, name: user.username } })

async function issue(user: User, name = 'My tool') {
  return (await app.container.make(AccessTokens)).issue(user, { name, scopes: ['profile'] }, by(user))
}

test.group('The list of tokens', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('shows name, scopes, end and use of each, and no token', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const { text, token } = await issue(user)
    await token.merge({ expiresAt: DateTime.utc(2031, 5, 7), lastUsedAt: DateTime.utc(2026, 2, 3) }).save()
    await issue(await UserFactory.create(), 'Somebody else’s')
    const response = await client.get('/accounts/tokens/').loginAs(user)
    response.assertStatus(200)
    for (const shown of ['My tool', text.slice(0, 12), 'profile', '7 May 2031', '3 February 2026']) {
      response.assertTextIncludes(shown)
    }
    for (const hidden of [text, token.hash, 'Somebody else', 'API v1']) assert.notInclude(response.text(), hidden)
  })

  test('shows a new token once', async ({ client, assert, cleanup }) => {
    const box = await MailBox.connected()
    cleanup(() => box.close())
    const user = await UserFactory.create()
    const request = client.post('/accounts/tokens/').loginAs(user).withSession(proved()).withCsrfToken()
    const wish = { name: 'Release tools', scopes: ['read', 'profile'], lifetime: '30' }
    const response = await request.form(wish).redirects(0)
    response.assertStatus(303)
    const token = await AccessToken.findByOrFail('userId', user.id)
    assert.deepEqual([token.name, token.kind, token.scopes], ['Release tools', 'bearer', ['profile', 'read']])
    assert.closeTo(token.expiresAt!.diffNow('days').days, 30, 0.01)
    // The session keeps it encrypted, and the next page alone shows it.
    const kept = response.flashMessages()
    assert.notInclude(JSON.stringify(kept), 'pyorg_')
    const page = await client.get('/accounts/tokens/').loginAs(user).withFlashMessages(kept)
    assert.match(page.text(), /pyorg_[\w-]{43}/)
    const again = await client.get('/accounts/tokens/').loginAs(user)
    assert.notMatch(again.text(), /pyorg_[\w-]{43}/)
    const [mail] = await box.mails()
    assert.equal(mail!.subject, 'An access token was made')
    assert.include(mail!.text, 'Release tools')
    assert.notMatch(mail!.text, /pyorg_/)
  })

  test('takes a last day of one’s own choice', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const day = DateTime.utc().plus({ days: 10 })
    const request = client.post('/accounts/tokens/').loginAs(user).withSession(proved()).withCsrfToken()
    const wish = { 'name': 'Tool', 'scopes[]': 'read', 'lifetime': 'date', 'until': day.toISODate() }
    ;(await request.form(wish).redirects(0)).assertStatus(303)
    const { expiresAt } = await AccessToken.findByOrFail('userId', user.id)
    assert.equal(expiresAt!.toUTC().toISODate(), day.toISODate())
    assert.equal(expiresAt!.toUTC().hour, 23)
  })

  test('makes none without name, scope or choice of an end, or for what its owner may not do', async ({
    client,
    assert,
  }) => {
    const user = await UserFactory.create()
    const good = { name: 'Tool', scopes: ['read'], lifetime: 'never' }
    const yesterday = DateTime.utc().minus({ days: 1 }).toISODate()
    const wrong: [string, object][] = [
      ['name', { ...good, name: ' ' }],
      ['scopes', { ...good, scopes: [] }],
      ['scopes', { ...good, scopes: ['nothing.there'] }],
      ['lifetime', { name: 'Tool', scopes: ['read'] }],
      ['until', { ...good, lifetime: 'date' }],
      ['until', { ...good, lifetime: 'date', until: yesterday }],
    ]
    for (const [field, wish] of wrong) {
      const request = client.post('/accounts/tokens/').loginAs(user).withSession(proved()).withCsrfToken()
      const response = await request.json(wish).header('accept', 'text/html').redirects(0)
      response.assertStatus(303)
      assert.property(response.flashMessage('inputErrorsBag'), field, JSON.stringify(wish))
    }
    assert.isNull(await AccessToken.findBy('userId', user.id))
  })

  test('asks for a fresh proof before a token is made, and not before one is revoked', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const form = await client.get('/accounts/tokens/new/').loginAs(user).redirects(0)
    form.assertStatus(303)
    form.assertHeader('location', '/accounts/confirm/?next=%2Faccounts%2Ftokens%2Fnew%2F')
    const { token } = await issue(user)
    const response = await client
      .post(`/accounts/tokens/${token.id}/revoke/`)
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)
    response.assertStatus(303)
    assert.isNull(await AccessToken.find(token.id))
  })

  test('offers every scope with a sentence', async ({ client }) => {
    const response = await client
      .get('/accounts/tokens/new/')
      .loginAs(await UserFactory.create())
      .withSession(proved())
    response.assertStatus(200)
    response.assertTextIncludes('Read what its owner can read')
    response.assertTextIncludes('value="profile"')
  })

  test('revokes nobody else’s', async ({ client, assert }) => {
    const { token } = await issue(await UserFactory.create())
    const user = await UserFactory.create()
    const response = await client.post(`/accounts/tokens/${token.id}/revoke/`).loginAs(user).withCsrfToken()
    response.assertStatus(404)
    assert.isNotNull(await AccessToken.find(token.id))
  })
})

test.group('Keys of python.org’s API', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are made for staff, shown once, and replaced', async ({ client, assert }) => {
    const user = await UserFactory.apply('staff').create()
    const make = () => {
      const request = client.post('/accounts/tokens/keys/v1/').loginAs(user).withSession(proved()).withCsrfToken()
      return request.redirects(0)
    }
    const response = await make()
    response.assertStatus(303)
    const first = await AccessToken.findByOrFail('userId', user.id)
    assert.equal(first.kind, 'api_v1')
    const page = await client.get('/accounts/tokens/').loginAs(user).withFlashMessages(response.flashMessages())
    const [, key] = /<code data-copy-target="source">([0-9a-f]{40})</.exec(page.text()) ?? []
    assert.equal(first.prefix, key!.slice(0, 12))
    await make()
    const keys = await AccessToken.query().where('userId', user.id)
    assert.lengthOf(keys, 1)
    assert.notEqual(keys[0]!.id, first.id)
  })

  test('are refused to anybody else, and to a version that does not exist', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const ask = (path: string, who: User) => {
      return client.post(path).loginAs(who).withSession(proved()).withCsrfToken().redirects(0)
    }
    ;(await ask('/accounts/tokens/keys/v1/', user)).assertStatus(403)
    ;(await ask('/accounts/tokens/keys/v3/', await UserFactory.apply('staff').create())).assertStatus(404)
    assert.isNull(await AccessToken.findBy('userId', user.id))
  })
})
