import app from '@adonisjs/core/services/app'
import hash from '@adonisjs/core/services/hash'
import testUtils from '@adonisjs/core/services/test_utils'
import { UserSessions } from '@pydotorg/platform/identity'
import { Passwords } from '@pydotorg/platform/identity/passwords'
import { keyOf } from '@pydotorg/platform/identity/sessions/user_sessions'
import { UserFactory } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import { PASSWORD, UNTOUCHED } from '#tests/trap'
import { Visitor } from '#tests/visitor'
import { inOwnList, sessionExists, signInElsewhere } from '../session_store.js'

const NEW_PASSWORD = 'nine herons above the harbour'

test.group('The list of sessions', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('tells where somebody is signed in, and shows no id of a session', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const elsewhere = await signInElsewhere(user)
    const request = client.get('/accounts/sessions/').loginAs(user)
    const here = request.sessionClient.sessionId
    await inOwnList(request, user)
    const response = await request
    response.assertStatus(200)
    response.assertTextIncludes('Chrome on Windows')
    response.assertTextIncludes('192.0.2.7')
    response.assertTextIncludes('1 November 2026')
    assert.match(response.text(), /This one/)
    assert.notInclude(response.text(), elsewhere)
    assert.notInclude(response.text(), here)
  })

  test('leads a guest to the sign-in page', async ({ client }) => {
    const response = await client.get('/accounts/sessions/').redirects(0)
    response.assertStatus(303)
    response.assertHeader('location', '/accounts/login/?next=%2Faccounts%2Fsessions%2F')
  })

  test('ends one of them', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const elsewhere = await signInElsewhere(user)
    const key = keyOf(elsewhere)
    const response = await client.post(`/accounts/sessions/${key}/end/`).loginAs(user).withCsrfToken().redirects(0)
    response.assertStatus(303)
    response.assertHeader('location', '/accounts/sessions/')
    response.assertFlashMessage('notice', 'Signed out: Chrome on Windows.')
    assert.isFalse(await sessionExists(elsewhere))
  })

  test('shows what is left in the page that is open, where Turbo asks for it', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const [ended, left] = [await signInElsewhere(user), await signInElsewhere(user)]
    const response = await client
      .post(`/accounts/sessions/${keyOf(ended)}/end/`)
      .header('accept', 'text/vnd.turbo-stream.html, text/html, application/xhtml+xml')
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)
    response.assertStatus(200)
    response.assertHeader('content-type', 'text/vnd.turbo-stream.html; charset=utf-8')
    const streams = response.text()
    assert.match(streams, /action="replace"\s+target="open-sessions"/)
    assert.match(streams, /target="notices"[\s\S]*Signed out: Chrome on Windows\./)
    assert.notInclude(streams, keyOf(ended))
    assert.match(streams, new RegExp(`action="/accounts/sessions/${keyOf(left)}/end/"[^>]*>\\s*<input[^>]*_csrf`))
    assert.notProperty(response.flashMessages(), 'notice')
    assert.isFalse(await sessionExists(ended))
  })

  test('ends nobody else’s', async ({ client, assert }) => {
    const [user, other] = await UserFactory.createMany(2)
    const elsewhere = await signInElsewhere(other!)
    const key = keyOf(elsewhere)
    const response = await client.post(`/accounts/sessions/${key}/end/`).loginAs(user!).withCsrfToken().redirects(0)
    response.assertStatus(404)
    assert.isTrue(await sessionExists(elsewhere))
  })

  test('ends this one, which is signing out', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const { sessionId } = client.get('/').sessionClient
    const request = client
      .post(`/accounts/sessions/${keyOf(sessionId)}/end/`)
      .loginAs(user)
      .withCsrfToken()
    request.sessionClient.sessionId = sessionId
    await inOwnList(request, user)
    const response = await request.redirects(0)
    response.assertStatus(303)
    response.assertHeader('location', '/')
    assert.notProperty(response.session(), 'auth_web')
  })

  test('ends all others', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const others = [await signInElsewhere(user), await signInElsewhere(user)]
    const response = await client.post('/accounts/sessions/others/end/').loginAs(user).withCsrfToken().redirects(0)
    response.assertStatus(303)
    response.assertFlashMessage('notice', 'Signed out of 2 other sessions.')
    assert.deepEqual(await Promise.all(others.map(sessionExists)), [false, false])
    assert.equal(response.session('auth_web'), user.id)
  })
})

test.group('A session that was ended', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('is not brought back by a request that was on its way', async ({ assert, cleanup }) => {
    const user = await UserFactory.merge({ password: await hash.make(PASSWORD) }).create()
    const visitor = new Visitor()
    await visitor.send('/accounts/login/', { login: user.username, password: PASSWORD })
    assert.equal((await visitor.get('/accounts/')).status, 200)
    const sessions = await app.container.make(UserSessions)
    app.container.swap(Passwords, () => {
      return {
        verify: async () => {
          await sessions.endAll(user)
          return false
        },
      } as unknown as Passwords
    })
    cleanup(() => app.container.restore(Passwords))

    const fields = { current_password: 'wrong', password: NEW_PASSWORD, password_confirmation: NEW_PASSWORD }
    const late = await visitor.send('/accounts/password/change/', { ...fields, ...UNTOUCHED })
    assert.equal(late.status, 303)
    const after = await visitor.get('/accounts/')
    assert.equal(after.headers.get('location'), '/accounts/login/?next=%2Faccounts%2F')
  })
})
