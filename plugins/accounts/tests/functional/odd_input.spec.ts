import testUtils from '@adonisjs/core/services/test_utils'
import { settleMails, UserFactory } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import { UNTOUCHED } from '../trap.js'

const ODD: Record<string, unknown> = {
  'a NUL byte': 'ada\0@example.org',
  'half a surrogate pair': '\ud800',
  'ten thousand characters': 'x'.repeat(10_000),
  'a list': ['x', 'y'],
  'an object': { x: 'y' },
  'a number': 7,
  'nothing': null,
}

/** Every form that anybody may send, with its fields. */
const FORMS: Record<string, readonly string[]> = {
  '/accounts/login/': ['login', 'password', 'next'],
  '/accounts/signup/': ['username', 'email', 'password', 'password_confirmation'],
  '/accounts/confirm-email/': ['email'],
  '/accounts/password/reset/': ['email'],
  '/accounts/two-factor/': ['code', 'trust'],
  '/accounts/passkeys/sign-in/': ['credential', 'next'],
}

const OWN_FORMS: Record<string, readonly string[]> = {
  '/users/edit/': ['username', 'first_name', 'last_name', 'bio', 'search_visibility', 'email_privacy'],
  '/accounts/email/': ['email'],
  '/accounts/password/change/': ['current_password', 'password', 'password_confirmation'],
  '/accounts/confirm/': ['password', 'code', 'credential', 'next'],
  '/accounts/confirm/link/': ['next'],
  '/accounts/tokens/': ['name', 'scopes', 'lifetime', 'until'],
  '/accounts/passkeys/': ['name', 'credential'],
  '/accounts/security/authenticator/': ['code'],
}

const GOOD = {
  username: 'ada',
  email: 'ada@example.org',
  login: 'ada',
  first_name: 'Ada',
  last_name: 'L',
  bio: 'b',
  search_visibility: 'public',
  email_privacy: 'never',
  name: 'Laptop',
  credential: '{}',
  scopes: ['read'],
  lifetime: '7',
  ...UNTOUCHED,
}

test.group('What no browser sends', () => {
  for (const [what, value] of Object.entries(ODD)) {
    test(`is no failure of the site: ${what}`, async ({ client, assert }) => {
      const statuses: string[] = []
      for (const [path, fields] of Object.entries({ ...FORMS, ...OWN_FORMS })) {
        for (const field of fields) {
          // One for each: PostgreSQL goes on with none in which it has refused something.
          const rollback = await testUtils.db().wrapInGlobalTransaction()
          const user = await UserFactory.create()
          const request = client
            .post(path)
            .json({ ...GOOD, [field]: value })
            .withCsrfToken()
            .redirects(0)
          request.header('accept', 'text/html')
          if (path in OWN_FORMS) request.loginAs(user).withSession({ 'identity.proved_at': Date.now() })
          const response = await request
          await settleMails()
          await rollback()
          if (response.status() >= 500) statuses.push(`${path} ${field}: ${response.status()}`)
        }
      }
      assert.deepEqual(statuses, [])
    })
  }

  test('in an address is no failure either', async ({ client, assert, cleanup }) => {
    cleanup(await testUtils.db().wrapInGlobalTransaction())
    const user = await UserFactory.create()
    const paths = [
      '/accounts/login/?next=/%00',
      '/accounts/login/?next=/%01x',
      '/accounts/login/?next[]=/x',
      '/accounts/login/?next=/é',
      '/accounts/confirm/?next=/%7F%01',
      '/accounts/confirm/?next[a]=b',
      '/users/%00/',
      '/accounts/confirm-email/%00/',
      '/accounts/password/reset/key/%00/',
      '/accounts/email/undo/%00/',
    ]
    const failed: string[] = []
    for (const path of paths) {
      const guest = await client.get(path).redirects(0)
      const known = await client.get(path).loginAs(user).withSession({ 'identity.proved_at': Date.now() }).redirects(0)
      if (guest.status() >= 500 || known.status() >= 500) failed.push(`${path}: ${guest.status()} ${known.status()}`)
    }
    assert.deepEqual(failed, [])
  })

  test('as the token of a form is refused', async ({ client, assert }) => {
    for (const token of [['x'], { x: 'y' }, 7]) {
      const response = await client
        .post('/accounts/login/')
        .json({ ...GOOD, _csrf: token })
        .redirects(0)
      assert.isBelow(response.status(), 500)
    }
  })
})
