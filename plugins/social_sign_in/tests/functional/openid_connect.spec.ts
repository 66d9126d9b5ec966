import testUtils from '@adonisjs/core/services/test_utils'
import { LinkedAccount, TotpSecret, type User } from '@pydotorg/platform/identity'
import { switchFeature, UserFactory } from '@pydotorg/platform/testing'
import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import type { OpenIdSite } from '#tests/open_id_site'
import { openPsf } from '#tests/sample_site'
import { arrive, kept, Visitor } from '#tests/sign_in_journey'

const ADA = {
  email: 'ada@example.org',
  email_verified: true,
  given_name: 'Ada',
  family_name: 'Lovelace',
  preferred_username: 'ada',
}

/** Somebody who has an account here already, linked to `ada` of the provider. */
async function linkedAda(changes: Partial<User> = {}): Promise<User> {
  const user = await UserFactory.merge({ email: 'ada@example.org', ...changes }).create()
  await LinkedAccount.create({ userId: user.id, provider: 'psf', subject: 'ada', email: 'ada@example.org' })
  return user
}

test.group('Signing in with an OpenID Connect provider', (group) => {
  let site: OpenIdSite
  group.setup(async () => {
    const opened = await openPsf()
    site = opened.site
    return opened.close
  })
  group.each.setup(async () => {
    site.people.clear()
    site.people.set('ada', ADA)
    return testUtils.db().wrapInGlobalTransaction()
  })

  test('has a button on the sign-in page, which keeps where somebody was going', async ({ client }) => {
    const response = await client.get('/accounts/login/?next=/jobs/')
    response.assertStatus(200)
    response.assertTextIncludes('href="/accounts/social/psf/?next=%2Fjobs%2F"')
    response.assertTextIncludes('Continue with PSF ID')
  })

  test('asks the provider with PKCE, a state and a nonce that are new each time', async ({ client, assert }) => {
    const visitor = new Visitor(client)
    const [first, second] = [await visitor.get('/accounts/social/psf/'), await visitor.get('/accounts/social/psf/')]
    const asked = [first, second].map((response) => new URL(String(response.header('location'))).searchParams)
    for (const query of asked) {
      assert.equal(query.get('code_challenge_method'), 'S256')
      assert.equal(query.get('scope'), 'openid email profile')
      assert.match(String(query.get('nonce')), /^[\w-]{43}$/)
      assert.isNull(query.get('prompt'))
    }
    for (const name of ['state', 'nonce', 'code_challenge']) {
      assert.notEqual(asked[0]?.get(name), asked[1]?.get(name))
    }
    first.assertHeader('cache-control', 'private, no-store')
  })

  test('signs in whom the provider knows under the linked id, whatever their address is now', async ({
    client,
    assert,
  }) => {
    const user = await linkedAda({ email: 'here@example.org' })
    site.people.set('ada', { ...ADA, email: 'new@example.org', email_verified: false })
    const { response } = await arrive(client, { login: 'ada', next: '/jobs/' })
    response.assertStatus(303)
    response.assertHeader('location', '/jobs/')
    assert.equal(response.session().auth_web, user.id)
    assert.isNotNull((await LinkedAccount.findByOrFail('userId', user.id)).lastUsedAt)
    assert.equal((await user.refresh()).email, 'here@example.org')
  })

  test('refuses an account that is not active', async ({ client, assert }) => {
    await linkedAda({ isActive: false })
    const { response } = await arrive(client, { login: 'ada' })
    response.assertHeader('location', '/accounts/inactive/')
    assert.notProperty(response.session(), 'auth_web')
  })

  test('asks for the second factor of the account as well', async ({ client, assert }) => {
    const user = await linkedAda()
    await TotpSecret.create({ userId: user.id, secret: 'encrypted', confirmedAt: DateTime.utc() })
    const { response } = await arrive(client, { login: 'ada', next: '/jobs/' })
    response.assertHeader('location', '/accounts/two-factor/')
    assert.notProperty(response.session(), 'auth_web')
    assert.containSubset(response.session().identity, { pending: { userId: user.id, next: '/jobs/' } })
  })

  test('has an address confirmed first that nobody has confirmed', async ({ client, assert }) => {
    await linkedAda({ emailVerifiedAt: null })
    const { response } = await arrive(client, { login: 'ada' })
    response.assertHeader('location', '/accounts/confirm-email/')
    assert.notProperty(response.session(), 'auth_web')
  })

  test('never links by an address, verified or not', async ({ client, assert }) => {
    await UserFactory.merge({ email: 'ADA@example.org' }).create()
    const verified = await arrive(client, { login: 'ada' })
    verified.response.assertHeader('location', '/accounts/social/psf/known/')
    const page = await verified.visitor.get('/accounts/social/psf/known/')
    page.assertTextIncludes('ada@example.org')
    page.assertTextIncludes('/accounts/login/?next=%2Faccounts%2Fconnections%2Fpsf%2F')

    site.people.set('ada', { ...ADA, email_verified: false })
    const unverified = await arrive(client, { login: 'ada' })
    unverified.response.assertHeader('location', '/accounts/social/psf/account/')
    for (const { response } of [verified, unverified]) assert.notProperty(response.session(), 'auth_web')
    assert.isNull(await LinkedAccount.findBy('subject', 'ada'))
  })

  test('tells who gave up at the provider that nothing happened, and how to try again', async ({ client, assert }) => {
    for (const cancelAt of ['login', 'consent'] as const) {
      const { response } = await arrive(client, { login: 'ada', next: '/jobs/', cancelAt })
      response.assertStatus(403)
      response.assertTextIncludes('You were not signed in')
      response.assertTextIncludes('href="/accounts/social/psf/?next=%2Fjobs%2F"')
      assert.notProperty(response.session(), 'auth_web')
    }
  })

  test('refuses an answer that was used before', async ({ client, assert }) => {
    const visitor = new Visitor(client)
    await visitor.get('/accounts/social/psf/')
    const { state } = kept(visitor.session).attempts![0]!
    const answer = `/accounts/social/psf/callback/?error=access_denied&state=${state}`
    assert.equal((await visitor.get(answer)).status(), 403)
    const again = await visitor.get(answer)
    again.assertStatus(400)
    again.assertTextIncludes('We did not ask for this')
  })

  test('refuses an answer to a browser that asked nothing', async ({ client, assert }) => {
    const response = await client.get('/accounts/social/psf/callback/?code=a&state=b')
    response.assertStatus(400)
    response.assertTextIncludes('We did not ask for this')
    assert.isUndefined(response.header('set-cookie'))
  })

  test('refuses another {0}')
    .with([
      ['state', 400],
      ['provider', 400],
      ['nonce', 502],
      ['verifier', 502],
    ] as const)
    .run(async ({ client, assert }, [field, status]) => {
      await linkedAda()
      const { response } = await arrive(client, {
        login: 'ada',
        tamper: { [field]: 'x'.repeat(43) },
      })
      response.assertStatus(status)
      assert.notProperty(response.session(), 'auth_web')
    })

  test('refuses an answer that took longer than 15 minutes', async ({ client }) => {
    await linkedAda()
    const { response } = await arrive(client, {
      login: 'ada',
      tamper: { startedAt: Date.now() - 15 * 60_000 - 1 },
    })
    response.assertStatus(400)
    response.assertTextIncludes('That took too long')
  })

  test('leads to no other site afterwards', async ({ client }) => {
    await linkedAda()
    const { response } = await arrive(client, { login: 'ada', next: '//evil.example/' })
    response.assertHeader('location', '/')
  })

  test('answers 404, and has no button, while its feature is off', async ({ client, assert, cleanup }) => {
    cleanup(await switchFeature('social_sign_in.openid_connect', 'off'))
    for (const path of ['', 'callback/', 'account/', 'known/']) {
      const response = await client.get(`/accounts/social/psf/${path}`).redirects(0)
      response.assertStatus(404)
    }
    assert.notInclude((await client.get('/accounts/login/')).text(), '/accounts/social/')
  })

  test('answers 404, and has no button, while the plugin is off', async ({ client, assert, cleanup }) => {
    cleanup(await switchFeature('social_sign_in', 'off'))
    const response = await client.get('/accounts/social/psf/')
    response.assertStatus(404)
    assert.notInclude((await client.get('/accounts/login/')).text(), '/accounts/social/')
  })

  test('answers 404 with a clear page for a provider that is not set up', async ({ client, assert }) => {
    const response = await client.get('/accounts/social/github/')
    response.assertStatus(404)
    response.assertTextIncludes('Nobody can sign in this way here')
    assert.notInclude((await client.get('/accounts/login/')).text(), '/accounts/social/github/')
  })
})

test.group('An OpenID Connect provider', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('may put the profile into the ID token', async ({ client, assert, cleanup }) => {
    const { site, close } = await openPsf({ conformIdTokenClaims: false, features: { userinfo: { enabled: false } } })
    cleanup(close)
    site.people.set('ada', ADA)
    const { response } = await arrive(client, { login: 'ada' })
    response.assertHeader('location', '/accounts/social/psf/account/')
    assert.deepEqual(kept(response.session()).waiting?.identity, {
      provider: 'psf',
      subject: 'ada',
      email: 'ada@example.org',
      emailVerified: true,
      firstName: 'Ada',
      lastName: 'Lovelace',
      suggestedUsername: 'ada',
    })
  })

  test('that is down gives a page that offers to try again', async ({ client }) => {
    const { site, close } = await openPsf()
    await site.close()
    const response = await client.get('/accounts/social/psf/?next=/jobs/').redirects(0)
    await close().catch(() => {})
    response.assertStatus(502)
    response.assertTextIncludes('PSF ID cannot be asked')
    response.assertTextIncludes('href="/accounts/social/psf/?next=%2Fjobs%2F"')
  })
})
