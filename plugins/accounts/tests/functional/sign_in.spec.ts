import hash from '@adonisjs/core/services/hash'
import testUtils from '@adonisjs/core/services/test_utils'
import { limitRates, MailBox, UserFactory } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import { PASSWORD } from '#tests/trap'
import { Visitor } from '#tests/visitor'
import { switchSecondStepOn } from '../authenticator_app.js'

const person = async (changes: Record<string, unknown> = {}) =>
  UserFactory.merge({ password: await hash.make(PASSWORD), ...changes }).create()

test.group('The sign-in page', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('has a form that browsers and password managers understand', async ({ client, assert }) => {
    const response = await client.get('/accounts/login/?next=/jobs/')
    response.assertStatus(200)
    response.assertHeader('cache-control', 'private, no-store')
    const page = response.text()
    assert.match(page, /<input\s+type="hidden"\s+name="next"\s+value="\/jobs\/"/)
    assert.match(page, /name="login"[^>]*autocomplete="username webauthn"/)
    assert.match(page, /name="password"[^>]*autocomplete="current-password"/)
    assert.match(page, /name='_csrf'/)
  })

  test('keeps no address of another site to lead to', async ({ client, assert }) => {
    for (const next of ['https://evil.example/', '//evil.example/', '/\\evil.example', 'javascript:alert(1)']) {
      const response = await client.get('/accounts/login/').qs({ next })
      response.assertStatus(200)
      assert.notInclude(response.text(), 'name="next"')
    }
  })

  test('leads on who is signed in already', async ({ client }) => {
    const user = await UserFactory.create()
    const on = await client.get('/accounts/login/?next=/jobs/').loginAs(user).redirects(0)
    on.assertHeader('location', '/jobs/')
    const home = await client.get('/accounts/login/').loginAs(user).redirects(0)
    home.assertHeader('location', '/accounts/')
  })
})

test.group('Signing in', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('works with a username in any case, or an e-mail address', async ({ client, assert }) => {
    const user = await person({ username: 'Ada.L', email: 'Ada@Example.org' })
    for (const login of ['Ada.L', 'ada.l', ' ADA.L ', 'ada@example.org']) {
      const response = await client
        .post('/accounts/login/')
        .form({ login, password: PASSWORD })
        .withCsrfToken()
        .redirects(0)
      response.assertStatus(303)
      response.assertHeader('location', '/')
      assert.equal(response.session().auth_web, user.id)
    }
    assert.isNotNull((await user.refresh()).lastLoginAt)
  })

  test('leads to where somebody was going, and never to another site', async ({ client }) => {
    const { username } = await person()
    const goal = async (next: string) =>
      client.post('/accounts/login/').form({ login: username, password: PASSWORD, next }).withCsrfToken().redirects(0)
    ;(await goal('/users/edit/?a=b')).assertHeader('location', '/users/edit/?a=b')
    ;(await goal('//evil.example/')).assertHeader('location', '/')
  })

  test('says the same of a wrong password and of an account that does not exist', async ({ client, assert }) => {
    const { username } = await person()
    const bodies = []
    for (const login of [username, 'nobody-at-all']) {
      const response = await client
        .post('/accounts/login/')
        .header('referer', `http://${process.env.HOST}:${process.env.PORT}/accounts/login/?next=/jobs/`)
        .form({ login, password: 'wrong', next: '/jobs/' })
        .withCsrfToken()
      response.assertStatus(200)
      response.assertTextIncludes('This name or address does not go with this password.')
      response.assertTextIncludes(`value="${login}"`)
      assert.notInclude(response.text(), 'value="wrong"')
      bodies.push(withoutToken(response.text()).replaceAll(login, 'NAME'))
    }
    assert.equal(bodies[0], bodies[1])
  })

  test('does not take somebody to an account that has their address for a name', async ({ client, assert }) => {
    await person({ username: 'ada@example.org', email: 'mallory@example.org' })
    const ada = await person({
      username: 'ada',
      email: 'ada@example.org',
      password: await hash.make('another of hers'),
    })
    const response = await client
      .post('/accounts/login/')
      .form({ login: 'ada@example.org', password: 'another of hers' })
      .withCsrfToken()
      .redirects(0)
    assert.equal(response.session().auth_web, ada.id)
  })

  test('hashes a password anew that came from Django', async ({ client, assert }) => {
    const user = await person({
      password: 'pbkdf2_sha256$1000$salt$bh2aAzp0ujyk/fnJXbXyqC8eR57zz/GsMLr7jnc6h5c=',
    })
    const before = user.password
    const response = await client
      .post('/accounts/login/')
      .form({ login: user.username, password: 'a snake in the grass' })
      .withCsrfToken()
      .redirects(0)
    response.assertHeader('location', '/')
    assert.match((await user.refresh()).password!, /^\$scrypt\$/)
    assert.notEqual(user.password, before)
  })

  test('asks for the address to be confirmed first, and sends the link again', async ({ client, assert, cleanup }) => {
    const box = await MailBox.connected()
    cleanup(() => box.close())
    const user = await person({ emailVerifiedAt: null })
    const form = { login: user.username, password: PASSWORD }
    const response = await client.post('/accounts/login/').form(form).withCsrfToken().redirects(0)
    response.assertStatus(303)
    response.assertHeader('location', '/accounts/confirm-email/')
    assert.notProperty(response.session(), 'auth_web')
    const [mail] = await box.mails()
    assert.deepEqual(mail?.to, [user.email])
    assert.equal(mail?.subject, 'Confirm your e-mail address')
  })

  test('tells who is not active so, once they have shown their password', async ({ client, assert }) => {
    const user = await person({ isActive: false })
    const right = await client
      .post('/accounts/login/')
      .form({ login: user.username, password: PASSWORD })
      .withCsrfToken()
    assert.equal(new URL(right.redirects().at(-1)!).pathname, '/accounts/inactive/')
    right.assertTextIncludes('This account is not active')
    assert.notProperty(right.session(), 'auth_web')
    const wrong = await client.post('/accounts/login/').form({ login: user.username, password: 'x' }).withCsrfToken()
    assert.notInclude(wrong.text(), 'not active')
  })

  test('refuses a request that another site forged, and one without a field', async ({ client, assert }) => {
    const { username } = await person()
    const forged = await client.post('/accounts/login/').form({ login: username, password: PASSWORD }).redirects(0)
    assert.notProperty(forged.session(), 'auth_web')
    const empty = await client.post('/accounts/login/').form({ login: '' }).withCsrfToken().redirects(0)
    empty.assertStatus(303)
    assert.properties(empty.flashMessage('inputErrorsBag'), ['login', 'password'])
  })

  test('gives the session a new id', async ({ client, assert }) => {
    const { username } = await person()
    const page = await client.get('/accounts/login/')
    const before = page.cookie('pydotorg_session')?.value
    const response = await client
      .post('/accounts/login/')
      .withCookie('pydotorg_session', before)
      .form({ login: username, password: PASSWORD })
      .withCsrfToken()
      .redirects(0)
    assert.exists(response.cookie('pydotorg_session')?.value)
    assert.notEqual(response.cookie('pydotorg_session')?.value, before)
  })
})

/** Each rendering has another token. */
function withoutToken(page: string): string {
  return page.replace(/name='_csrf' value='[^']*'/g, '')
}

test.group('Guessing a password', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  const guess = (visitor: Visitor, login: string, password = 'wrong') =>
    visitor.send('/accounts/login/', { login, password })

  test('is slowed for each address that asks', async ({ assert, cleanup }) => {
    cleanup(await limitRates({ critical: 3 }))
    const visitor = new Visitor()
    const found = []
    for (let times = 0; times < 4; times++) found.push((await guess(visitor, `nobody${times}`)).status)
    assert.deepEqual(found, [303, 303, 303, 429])
  })

  test('is slowed for each account as well, whether it exists or not', async ({ assert, cleanup }) => {
    const { username } = await person()
    cleanup(await limitRates({ critical: 100 }, { userFactor: 0.03 }))
    for (const login of [username, 'nobody']) {
      const found = []
      for (const written of [login, login.toUpperCase(), ` ${login}`, login]) {
        found.push((await guess(new Visitor(), written)).status)
      }
      assert.deepEqual(found, [303, 303, 303, 429], login)
    }
    const refused = await guess(new Visitor(), username, PASSWORD)
    assert.equal(refused.status, 429)
    assert.isAbove(Number(refused.headers.get('retry-after')), 0)
  })

  test('does not keep an owner out of the browser that they have signed in with', async ({ assert, cleanup }) => {
    const { username } = await person()
    const own = new Visitor()
    assert.equal((await guess(own, username, PASSWORD)).headers.get('location'), '/')
    await own.send('/accounts/logout/')
    cleanup(await limitRates({ critical: 100 }, { userFactor: 0.03 }))
    for (let times = 0; times < 4; times++) await guess(new Visitor(), username)
    assert.equal((await guess(new Visitor(), username, PASSWORD)).status, 429)
    assert.equal((await guess(own, username, PASSWORD)).headers.get('location'), '/')
  })
})

test.group('Between the password and the second step', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('nobody goes on with a password that was changed meanwhile', async ({ assert }) => {
    const user = await person()
    await switchSecondStepOn(user)
    const visitor = new Visitor()
    await visitor.send('/accounts/login/', { login: user.username, password: PASSWORD })
    assert.equal((await visitor.get('/accounts/two-factor/')).status, 200)
    await user.merge({ password: await hash.make('another one') }).save()
    const late = await visitor.get('/accounts/two-factor/')
    assert.equal(late.headers.get('location'), '/accounts/login/')
  })

  test('nobody is signed in, wherever they look', async ({ assert }) => {
    const user = await person()
    await switchSecondStepOn(user)
    const visitor = new Visitor()
    await visitor.send('/accounts/login/', { login: user.username, password: PASSWORD })
    for (const path of ['/accounts/', '/accounts/confirm/', '/accounts/tokens/', '/accounts/password/set/']) {
      const response = await visitor.get(path)
      assert.match(response.headers.get('location') ?? '', /^\/accounts\/login\//, path)
    }
  })
})

test.group('Signing in as somebody else', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  const LEFT_BEHIND = { 'identity.proved_at': Date.now(), 'accounts.proof_next': '/accounts/tokens/', 'note': 'theirs' }

  test('begins with nothing of who was signed in before', async ({ client, assert }) => {
    const [before, after] = [await UserFactory.create(), await person()]
    const request = client.post('/accounts/login/').loginAs(before).withSession(LEFT_BEHIND).withCsrfToken()
    const response = await request.form({ login: after.username, password: PASSWORD }).redirects(0)
    assert.equal(response.session().auth_web, after.id)
    assert.notProperty(response.session(), 'note')
    assert.notProperty(response.session(), 'accounts')
  })

  test('signs out who was there before it asks for a code', async ({ client, assert }) => {
    const [before, after] = [await UserFactory.create(), await person()]
    await switchSecondStepOn(after)
    const request = client.post('/accounts/login/').loginAs(before).withSession(LEFT_BEHIND).withCsrfToken()
    const response = await request.form({ login: after.username, password: PASSWORD }).redirects(0)
    response.assertHeader('location', '/accounts/two-factor/')
    // Under the new id it would be in no list, and outlive "sign out everywhere else".
    assert.notProperty(response.session(), 'auth_web')
    assert.notProperty(response.session(), 'note')
  })

  test('goes on with the same session for the same person', async ({ client, assert }) => {
    const user = await person()
    const request = client.post('/accounts/login/').loginAs(user).withSession(LEFT_BEHIND).withCsrfToken()
    const response = await request.form({ login: user.username, password: PASSWORD }).redirects(0)
    assert.equal(response.session().note, 'theirs')
  })
})
