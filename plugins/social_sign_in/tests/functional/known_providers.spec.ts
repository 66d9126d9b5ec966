import { createHash } from 'node:crypto'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import type { ApiClient, ApiResponse } from '@japa/api-client'
import { LinkedAccount, type User } from '@pydotorg/platform/identity'
import { UserFactory } from '@pydotorg/platform/testing'
import { discord } from '#services/providers/discord'
import { github } from '#services/providers/github'
import { google } from '#services/providers/google'
import { callbackOf, useProviders } from '#tests/sample_site'
import { kept, Visitor } from '#tests/sign_in_journey'
import { WireProvider } from '#tests/wire_provider'

const CLIENT = { clientId: 'site', clientSecret: 'a secret of both' }

/** Begins at the site and comes back with a code, as if the person had agreed. */
async function comeBack(
  client: ApiClient,
  provider: string,
  as?: User
): Promise<{ start: URL; response: ApiResponse }> {
  const visitor = new Visitor(client, as)
  const begun = await visitor.get(`/accounts/social/${provider}/`)
  const start = new URL(String(begun.header('location')))
  const answer = new URLSearchParams({ code: 'a code', state: String(start.searchParams.get('state')) })
  return { start, response: await visitor.get(`/accounts/social/${provider}/callback/?${answer}`) }
}

const identityOf = (response: ApiResponse) => kept(response.session()).waiting?.identity

test.group('Sign-in with GitHub, Google and Discord', (group) => {
  let wire: WireProvider
  group.setup(async () => {
    wire = await WireProvider.open()
    const endpoints = {
      authorizeUrl: wire.url('/authorize'),
      accessTokenUrl: wire.url('/token'),
      userInfoUrl: wire.url('/user'),
      userEmailUrl: wire.url('/emails'),
    }
    const restore = useProviders([github(CLIENT, endpoints), google(CLIENT, endpoints), discord(CLIENT, endpoints)])
    return async () => {
      restore()
      await wire.close()
    }
  })
  group.each.setup(async () => {
    wire.reset()
    return testUtils.db().wrapInGlobalTransaction()
  })

  test('an open session at {provider} is no proof before dangerous acts')
    .with([{ provider: 'github' }, { provider: 'google' }, { provider: 'discord' }])
    .run(async ({ client, assert }, { provider }) => {
      const user = await UserFactory.create()
      await LinkedAccount.create({ userId: user.id, provider, subject: '1', email: null })
      wire.answer('/user', { json: { id: 1, sub: '1', login: 'ada', username: 'ada' } })
      wire.answer('/emails', { json: [] })
      const { response } = await comeBack(client, provider, user)
      response.assertStatus(303)
      assert.notProperty(response.session(), 'identity')
      const page = await client.get('/accounts/confirm/').loginAs(user)
      page.assertStatus(200)
      assert.notInclude(page.text(), `/accounts/social/${provider}/`)
    })

  test('{provider} is asked for {scope}, with PKCE, and told the code once')
    .with([
      { provider: 'github', scope: 'user:email' },
      { provider: 'google', scope: 'openid email profile' },
      { provider: 'discord', scope: 'identify email' },
    ])
    .run(async ({ client, assert }, { provider, scope }) => {
      wire.answer('/user', { json: { id: 1, sub: '1', login: 'ada', username: 'ada' } })
      wire.answer('/emails', { json: [] })
      const { start, response } = await comeBack(client, provider)
      response.assertStatus(303)
      assert.notInclude(String(response.header('set-cookie')), 'oauth_state')
      const query = start.searchParams
      assert.equal(query.get('scope'), scope)
      assert.equal(query.get('redirect_uri'), callbackOf(provider))
      const [token, profile] = wire.sent
      assert.equal(token?.method, 'POST')
      assert.equal(token?.body.get('code'), 'a code')
      assert.equal(token?.body.get('client_secret'), CLIENT.clientSecret)
      assert.equal(token?.body.get('redirect_uri'), callbackOf(provider))
      const verifier = String(token?.body.get('code_verifier'))
      assert.equal(query.get('code_challenge'), createHash('sha256').update(verifier).digest('base64url'))
      assert.match(String(profile?.authorization), /^(Bearer|token) of the person$/)
    })

  test('GitHub gives the primary verified address, whatever the profile shows', async ({ client, assert }) => {
    wire.answer('/user', {
      json: { id: 583231, login: 'octocat', name: 'Mona Lisa Octocat', email: 'shown@example.org' },
    })
    wire.answer('/emails', {
      json: [
        { email: 'old@example.org', primary: false, verified: true },
        { email: 'mona@example.org', primary: true, verified: true },
      ],
    })
    const { response } = await comeBack(client, 'github')
    assert.deepEqual(identityOf(response), {
      provider: 'github',
      subject: '583231',
      email: 'mona@example.org',
      emailVerified: true,
      firstName: 'Mona',
      lastName: 'Lisa Octocat',
      suggestedUsername: 'octocat',
    })
  })

  test('GitHub gives another verified address when the primary one is not, and no name when there is none', async ({
    client,
    assert,
  }) => {
    wire.answer('/user', { json: { id: 1, login: 'octocat', name: null, email: null } })
    wire.answer('/emails', {
      json: [
        { email: 'mona@example.org', primary: true, verified: false },
        { email: 'second@example.org', primary: false, verified: true },
      ],
    })
    const { response } = await comeBack(client, 'github')
    assert.containSubset(identityOf(response), {
      email: 'second@example.org',
      emailVerified: true,
      firstName: '',
      lastName: '',
    })
  })

  test('GitHub vouches for no address that it has not verified', async ({ client, assert }) => {
    wire.answer('/user', { json: { id: 1, login: 'octocat', name: 'Mona' } })
    wire.answer('/emails', { json: [{ email: 'mona@example.org', primary: true, verified: false }] })
    const unverified = await comeBack(client, 'github')
    assert.containSubset(identityOf(unverified.response), { email: 'mona@example.org', emailVerified: false })
    assert.containSubset(identityOf(unverified.response), { firstName: 'Mona', lastName: '' })
    wire.answer('/emails', { json: [] })
    const none = await comeBack(client, 'github')
    assert.containSubset(identityOf(none.response), { email: null, emailVerified: false })
  })

  test('Google gives both names, and a username from the address', async ({ client, assert }) => {
    const ada = { sub: '1080', email: 'ada.l@example.org', given_name: 'Ada', family_name: 'Lovelace', name: 'Ada L.' }
    wire.answer('/user', { json: { ...ada, email_verified: true } })
    const { response } = await comeBack(client, 'google')
    assert.deepEqual(identityOf(response), {
      provider: 'google',
      subject: '1080',
      email: 'ada.l@example.org',
      emailVerified: true,
      firstName: 'Ada',
      lastName: 'Lovelace',
      suggestedUsername: 'ada.l',
    })
    wire.answer('/user', { json: { sub: '1080', email: 'ada.l@example.org', name: 'Ada', email_verified: 'true' } })
    const other = await comeBack(client, 'google')
    assert.containSubset(identityOf(other.response), { firstName: 'Ada', lastName: '', emailVerified: false })
  })

  test('Discord gives the shown name, else the username, and whether the address is verified', async ({
    client,
    assert,
  }) => {
    const ada = { id: '80351110224678912', username: 'ada', discriminator: '0', email: 'ada@example.org' }
    wire.answer('/user', { json: { ...ada, global_name: 'Ada Lovelace', verified: true } })
    const { response } = await comeBack(client, 'discord')
    assert.deepEqual(identityOf(response), {
      provider: 'discord',
      subject: '80351110224678912',
      email: 'ada@example.org',
      emailVerified: true,
      firstName: 'Ada',
      lastName: 'Lovelace',
      suggestedUsername: 'ada',
    })
    wire.answer('/user', { json: { ...ada, global_name: null, email: null, verified: false } })
    const bare = await comeBack(client, 'discord')
    assert.containSubset(identityOf(bare.response), {
      firstName: 'ada',
      lastName: '',
      email: null,
      emailVerified: false,
    })
  })

  test('{title} gives a page that offers to try again')
    .with([
      { title: 'A code that is refused', path: '/token', answer: { json: { error: 'bad_verification_code' } } },
      { title: 'A broken token endpoint', path: '/token', answer: { status: 500 } },
      { title: 'A profile without an id', path: '/user', answer: { json: { login: 'octocat' } } },
      { title: 'A profile that is no JSON', path: '/user', answer: { text: '<html>' } },
      { title: 'A profile that is refused', path: '/user', answer: { status: 403 } },
      { title: 'An endless profile', path: '/user', answer: { text: `{"id":1,"bio":"${'a'.repeat(600_000)}"}` } },
    ])
    .run(async ({ client, assert }, { path, answer }) => {
      wire.answer('/user', { json: { id: 1, login: 'octocat' } })
      wire.answer('/emails', { json: [] })
      wire.answer(path, answer)
      const { response } = await comeBack(client, 'github')
      response.assertStatus(502)
      response.assertTextIncludes('GitHub cannot be asked')
      response.assertTextIncludes('href="/accounts/social/github/"')
      assert.isUndefined(identityOf(response))
    })
})
