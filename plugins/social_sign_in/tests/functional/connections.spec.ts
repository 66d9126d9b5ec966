import testUtils from '@adonisjs/core/services/test_utils'
import app from '@adonisjs/core/services/app'
import { AuditLog } from '@pydotorg/platform/audit'
import { LinkedAccount, Passkey, type User } from '@pydotorg/platform/identity'
import { switchFeature, UserFactory } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import type { OpenIdSite } from '#tests/open_id_site'
import { visitProvider } from '#tests/provider_visitor'
import { callbackOf, openPsf } from '#tests/sample_site'
import { arrive, kept, Visitor } from '#tests/sign_in_journey'

const LIST = '/accounts/connections/'
const link = (user: User, provider = 'psf', subject = 'ada') =>
  LinkedAccount.create({ userId: user.id, provider, subject, email: 'ada@example.org' })

/** Somebody who has just shown who they are. */
function freshly(visitor: Visitor): Visitor {
  visitor.session = { ...visitor.session, identity: { proved_at: Date.now() } }
  return visitor
}

async function actions(): Promise<string[]> {
  const { entries } = await (await app.container.make(AuditLog)).page({ action: 'social_sign_in' })
  return entries.map(({ action }) => action)
}

test.group('Linked accounts', (group) => {
  let site: OpenIdSite
  group.setup(async () => {
    const opened = await openPsf()
    site = opened.site
    return opened.close
  })
  group.each.setup(async () => {
    site.people.set('ada', { email: 'ada@example.org', email_verified: true, preferred_username: 'ada' })
    return testUtils.db().wrapInGlobalTransaction()
  })

  test('are listed for their owner, with what else can be linked', async ({ client }) => {
    const user = await UserFactory.create()
    const empty = await new Visitor(client, user).get(LIST)
    empty.assertTextIncludes('No account is linked yet')
    empty.assertTextIncludes('href="/accounts/social/psf/"')
    await link(user)
    const list = await new Visitor(client, user).get(LIST)
    list.assertTextIncludes('ada@example.org')
    list.assertTextIncludes('href="/accounts/connections/psf/remove/"')
  })

  test('are for people who are signed in', async ({ client }) => {
    const response = await client.get(LIST).redirects(0)
    response.assertHeader('location', `/accounts/login/?next=${encodeURIComponent(LIST)}`)
  })

  test('are linked by who has just shown who they are, and confirms it', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const { response, visitor } = await arrive(client, { login: 'ada', as: user })
    response.assertHeader('location', '/accounts/connections/psf/')
    assert.isNull(await LinkedAccount.findBy('subject', 'ada'))

    const stale = await visitor.get('/accounts/connections/psf/')
    stale.assertHeader('location', `/accounts/confirm/?next=${encodeURIComponent('/accounts/connections/psf/')}`)

    const page = await freshly(visitor).get('/accounts/connections/psf/')
    page.assertTextIncludes('ada@example.org')
    const done = await visitor.post('/accounts/connections/psf/')
    done.assertHeader('location', LIST)
    assert.equal((await LinkedAccount.findByOrFail('subject', 'ada')).userId, user.id)
    assert.deepEqual(await actions(), ['social_sign_in.connection.create'])
    ;(await visitor.get(LIST)).assertTextIncludes('You can sign in with PSF ID from now on.')
  })

  test('are linked after signing in once, for who has the same address here', async ({ client, assert }) => {
    const user = await UserFactory.merge({ email: 'ada@example.org' }).create()
    const { response, visitor } = await arrive(client, { login: 'ada', next: '/jobs/' })
    response.assertHeader('location', '/accounts/social/psf/known/')
    const signedIn = freshly(new Visitor(client, user))
    signedIn.session = { ...visitor.session, ...signedIn.session }
    const done = await signedIn.post('/accounts/connections/psf/')
    done.assertHeader('location', '/jobs/')
    assert.equal((await LinkedAccount.findByOrFail('subject', 'ada')).userId, user.id)
  })

  test('are not linked by a form that another site sent', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const { visitor } = await arrive(client, { login: 'ada', as: user })
    const { session } = freshly(visitor)
    await client
      .post('/accounts/connections/psf/')
      .loginAs(user)
      .withSession(session as never)
      .redirects(0)
    assert.isNull(await LinkedAccount.findBy('subject', 'ada'))
  })

  test('belong to one person only', async ({ client, assert }) => {
    await link(await UserFactory.create())
    const { response } = await arrive(client, { login: 'ada', as: await UserFactory.create() })
    response.assertStatus(409)
    response.assertTextIncludes('This account belongs to somebody else')
    assert.isUndefined(kept(response.session()).waiting)
  })

  test('are one for each provider', async ({ client }) => {
    const user = await UserFactory.create()
    await link(user, 'psf', 'other')
    const { response } = await arrive(client, { login: 'ada', as: user })
    response.assertStatus(409)
    response.assertTextIncludes('You have linked another PSF ID account')
  })

  test('prove once more who somebody is', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await link(user)
    const visitor = new Visitor(client, user)
    const start = await visitor.get(`/accounts/social/psf/?next=${encodeURIComponent('/accounts/tokens/')}`)
    const query = new URL(String(start.header('location'))).searchParams
    assert.deepEqual([query.get('prompt'), query.get('max_age')], ['login', '300'])
    const { response } = await arrive(client, { login: 'ada', as: user, next: '/accounts/tokens/' })
    response.assertHeader('location', '/accounts/tokens/')
    const { proved_at: provedAt } = response.session().identity as { proved_at: number }
    assert.closeTo(provedAt, Date.now(), 10_000)
  })

  test('prove nothing when the browser kept back that the provider shall ask again', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await link(user)
    const visitor = new Visitor(client, user)
    const cookies = new Map<string, string>()
    const go = (address: string) => visitProvider(address, callbackOf('psf'), { login: 'ada', cookies })
    await visitor.get(await go(String((await visitor.get('/accounts/social/psf/')).header('location'))))

    visitor.session = { auth_web: user.id }
    const start = new URL(String((await visitor.get('/accounts/social/psf/')).header('location')))
    start.searchParams.delete('prompt')
    start.searchParams.delete('max_age')
    const response = await visitor.get(await go(start.href))
    response.assertStatus(502)
    assert.notProperty(response.session(), 'identity')
  })

  test('are unlinked by who has another way to sign in: {0}')
    .with([['a password'], ['a passkey'], ['another provider']] as const)
    .run(async ({ client, assert }, [way]) => {
      const user = await UserFactory.merge({ password: way === 'a password' ? 'a hash' : null }).create()
      await link(user)
      if (way === 'a passkey') {
        const credential = { credentialId: 'a', publicKey: Buffer.from('a'), counter: 0, transports: [], name: 'Key' }
        await Passkey.create({ userId: user.id, backedUp: false, ...credential })
      }
      if (way === 'another provider') await link(user, 'github', '1')
      const visitor = freshly(new Visitor(client, user))
      const response = await visitor.post('/accounts/connections/psf/remove/')
      // GitHub is not set up here, so it lets nobody in.
      if (way === 'another provider') return response.assertHeader('location', '/accounts/connections/psf/remove/')
      response.assertHeader('location', LIST)
      assert.isNull(await LinkedAccount.findBy('subject', 'ada'))
      assert.deepEqual(await actions(), ['social_sign_in.connection.delete'])
    })

  test('stay while they are the only way to sign in, and the page says what to do', async ({ client, assert }) => {
    const user = await UserFactory.merge({ password: null }).create()
    await link(user)
    const visitor = freshly(new Visitor(client, user))
    const page = await visitor.get('/accounts/connections/psf/remove/')
    page.assertTextIncludes('PSF ID is your only way to sign in')
    page.assertTextIncludes('href="/accounts/password/set/"')
    await visitor.post('/accounts/connections/psf/remove/')
    assert.isNotNull(await LinkedAccount.findBy('subject', 'ada'))
    assert.deepEqual(await actions(), [])
  })

  test('are unlinked with a fresh proof only, and only by their owner', async ({ client, assert }) => {
    const user = await UserFactory.merge({ password: 'a hash' }).create()
    await link(user)
    const stale = await new Visitor(client, user).post('/accounts/connections/psf/remove/')
    assert.include(String(stale.header('location')), '/accounts/confirm/')
    const other = await freshly(new Visitor(client, await UserFactory.create())).post(
      '/accounts/connections/psf/remove/'
    )
    other.assertStatus(404)
    assert.isNotNull(await LinkedAccount.findBy('subject', 'ada'))
  })

  test('can be unlinked while their provider is switched off', async ({ client, assert, cleanup }) => {
    cleanup(await switchFeature('social_sign_in.openid_connect', 'off'))
    const user = await UserFactory.merge({ password: 'a hash' }).create()
    await link(user)
    const visitor = freshly(new Visitor(client, user))
    ;(await visitor.get(LIST)).assertTextIncludes('Nobody can sign in with PSF ID at the moment.')
    await visitor.post('/accounts/connections/psf/remove/')
    assert.isNull(await LinkedAccount.findBy('subject', 'ada'))
  })

  test('answer 404 while the plugin is off', async ({ client, cleanup }) => {
    cleanup(await switchFeature('social_sign_in', 'off'))
    const response = await new Visitor(client, await UserFactory.create()).get(LIST)
    response.assertStatus(404)
  })
})
