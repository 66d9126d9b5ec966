import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { User } from '@pydotorg/platform/identity'
import { AccessTokens } from '@pydotorg/platform/identity/access_tokens'
import { MailBox, UserFactory } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import { proved } from '../session_store.js'

test.group('Your data', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('says what goes with the account, and what stays and why', async ({ client }) => {
    const response = await client.get('/accounts/data/').loginAs(await UserFactory.merge({ username: 'ada' }).create())
    response.assertStatus(200)
    response.assertTextIncludes('Type ada to go on')
    response.assertTextIncludes('Passkeys are deleted here')
    response.assertTextIncludes('The audit log keeps what was done under your username')
  })

  test('is handed over as a file, without secrets', async ({ client, assert }) => {
    const user = await UserFactory.merge({ username: 'ada', password: 'a-hash' }).create()
    const tokens = await app.container.make(AccessTokens)
    const by = { actor: { id: user.id, name: user.username } }
    const { text } = await tokens.issue(user, { name: 'My tool', scopes: ['read'] }, by)
    const response = await client.get('/accounts/data/export.json').loginAs(user)
    response.assertStatus(200)
    response.assertHeader('cache-control', 'private, no-store')
    assert.match(String(response.header('content-disposition')), /^attachment; filename="python-org-[\d-]+\.json"$/)
    const { username, data } = response.body()
    assert.equal(username, 'ada')
    assert.equal(data['identity.account'].records.email, user.email)
    assert.equal(data['identity.access_tokens'].records[0].name, 'My tool')
    assert.equal(data['identity.audit_entries'].records[0].action, 'platform.access_token.create')
    assert.notInclude(response.text(), 'a-hash')
    assert.notInclude(response.text(), text)
  })

  test('is nobody’s who is not signed in', async ({ client }) => {
    for (const path of ['/accounts/data/', '/accounts/data/export.json']) {
      const response = await client.get(path).redirects(0)
      response.assertStatus(303)
      response.assertHeader('location', `/accounts/login/?next=${encodeURIComponent(path)}`)
    }
  })
})

test.group('Deleting one’s account', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  for (const method of ['post', 'delete'] as const) {
    test(`by ${method} leads home, tells by mail and leaves nobody signed in`, async ({ client, assert, cleanup }) => {
      const box = await MailBox.connected()
      cleanup(() => box.close())
      const user = await UserFactory.merge({ username: 'leaver' }).create()
      const request = client[method]('/users/leaver/delete/').loginAs(user).withSession(proved()).withCsrfToken()
      const response = await request.form({ confirm_username: 'leaver' }).redirects(0)
      response.assertStatus(303)
      response.assertHeader('location', '/')
      assert.notProperty(response.session(), 'auth_web')
      assert.isNull(await User.find(user.id))
      const [mail] = await box.mails()
      assert.deepEqual([mail!.to, mail!.subject], [[user.email], 'Your account is deleted'])
    })
  }

  test('leads a guest to the sign-in page, and back', async ({ client }) => {
    const request = client.post('/users/ada/delete/').withCsrfToken().redirects(0)
    const response = await request.header('referer', `http://${process.env.HOST}:${process.env.PORT}/accounts/data/`)
    response.assertStatus(303)
    response.assertHeader('location', '/accounts/login/?next=%2Faccounts%2Fdata%2F')
  })

  test('is refused to anybody else, superusers too', async ({ client, assert }) => {
    const owner = await UserFactory.merge({ username: 'owner' }).create()
    for (const user of [await UserFactory.create(), await UserFactory.apply('superuser').create()]) {
      const request = client.post('/users/owner/delete/').loginAs(user).withSession(proved()).withCsrfToken()
      const response = await request.form({ confirm_username: 'owner' }).redirects(0)
      response.assertStatus(403)
    }
    assert.isNotNull(await User.find(owner.id))
  })

  test('is refused in the same words where there is no such account', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await UserFactory.merge({ username: 'hidden', publicProfile: false }).create()
    const answerFor = async (username: string) => {
      const request = client.post(`/users/${username}/delete/`).loginAs(user).withSession(proved()).withCsrfToken()
      const response = await request.header('accept', 'application/json').redirects(0)
      response.assertStatus(403)
      const { title, detail, errors } = response.body()
      return { title, detail, errors }
    }
    assert.deepEqual(await answerFor('nobody'), await answerFor('hidden'))
  })

  test('does nothing for who only reads', async ({ client }) => {
    const user = await UserFactory.merge({ username: 'ada' }).create()
    const response = await client.get('/users/ada/delete/').loginAs(user)
    response.assertStatus(405)
    response.assertHeader('allow', 'POST, DELETE')
  })

  test('asks for a proof that is not older than a quarter of an hour', async ({ client, assert }) => {
    const user = await UserFactory.merge({ username: 'ada' }).create()
    const old = { 'identity.proved_at': Date.now() - 16 * 60_000 }
    const request = client.post('/users/ada/delete/').loginAs(user).withSession(old).withCsrfToken()
    const response = await request.form({ confirm_username: 'ada' }).redirects(0)
    response.assertStatus(303)
    assert.match(String(response.header('location')), /^\/accounts\/confirm\//)
    assert.isNotNull(await User.find(user.id))
  })

  test('asks for the username as it is', async ({ client, assert }) => {
    const user = await UserFactory.merge({ username: 'ada' }).create()
    const request = client.post('/users/ada/delete/').loginAs(user).withSession(proved()).withCsrfToken()
    const response = await request.form({ confirm_username: 'Ada' }).redirects(0)
    response.assertStatus(303)
    assert.deepEqual(response.flashMessage('inputErrorsBag'), {
      confirm_username: ['Type your username, exactly as it is shown.'],
    })
    assert.isNotNull(await User.find(user.id))
  })

  test('is refused to the last superuser', async ({ client, assert }) => {
    await User.query().update({ isSuperuser: false })
    const user = await UserFactory.apply('superuser').merge({ username: 'last' }).create()
    const request = client.post('/users/last/delete/').loginAs(user).withSession(proved()).withCsrfToken()
    const response = await request.form({ confirm_username: 'last' }).redirects(0)
    response.assertStatus(409)
    response.assertTextIncludes('This is the only account with every permission.')
    assert.isNotNull(await User.find(user.id))
  })
})
