import app from '@adonisjs/core/services/app'
import hash from '@adonisjs/core/services/hash'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { AuditLog } from '@pydotorg/platform/audit'
import { OneTimeLink, type User } from '@pydotorg/platform/identity'
import { MailBox, UserFactory } from '@pydotorg/platform/testing'
import type { ApiClient } from '@japa/api-client'
import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import { PASSWORD, UNTOUCHED } from '#tests/trap'
import { Visitor } from '#tests/visitor'

const OLD = 'nine green kettles in the attic'
const TWICE = { password: PASSWORD, password_confirmation: PASSWORD }
const person = async (changes: Partial<Pick<User, 'isActive' | 'password' | 'email'>> = {}) =>
  UserFactory.merge({ password: await hash.make(OLD), ...changes }).create()

/** A browser of its own in which somebody has signed in. */
async function signedIn(login: string): Promise<Visitor> {
  const visitor = new Visitor()
  const response = await visitor.send('/accounts/login/', { login, password: OLD })
  if (response.headers.get('location') !== '/') throw new Error(`${login} was not signed in`)
  return visitor
}

const isSignedIn = async (visitor: Visitor): Promise<boolean> => {
  const { status } = await visitor.get('/accounts/')
  if (![200, 303].includes(status)) throw new Error(`/accounts/ answered ${status}`)
  return status === 200
}

const lastAction = async (): Promise<string> => {
  const { entries } = await (await app.container.make(AuditLog)).page({ limit: 1 })
  return entries[0]!.action
}

test.group('A forgotten password', (group) => {
  let box: MailBox
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    box = await MailBox.connected()
    return () => box.close()
  })

  const ask = (client: ApiClient, email: string) =>
    client
      .post('/accounts/password/reset/')
      .form({ email, ...UNTOUCHED })
      .withCsrfToken()
      .redirects(0)

  const linkFor = async (client: ApiClient, email: string): Promise<string> => {
    await ask(client, email)
    const [mail] = await box.mails()
    return new URL(mail!.links.find((href) => href.includes('/reset/key/'))!).pathname
  }

  test('is asked for by an address, whoever it belongs to', async ({ client, assert }) => {
    const known = await person()
    const inactive = await person({ isActive: false })
    const answers = []
    for (const email of [known.email.toUpperCase(), inactive.email, 'nobody@example.org']) {
      const response = await ask(client, email)
      answers.push([
        response.status(),
        response.header('location'),
        JSON.stringify(response.flashMessages()),
        response.text(),
      ])
    }
    assert.deepEqual(answers[0], answers[1])
    assert.deepEqual(answers[0], answers[2])
    assert.equal(answers[0]![1], '/accounts/password/reset/done/')
    assert.deepEqual(
      (await box.mails()).map(({ to, subject }) => [to[0], subject]),
      [[known.email, 'Choose a new password']]
    )
    ;(await client.get('/accounts/password/reset/done/')).assertTextIncludes('If there is an account')
  })

  test('is replaced by the link, once, and everything built on it ends', async ({ client, assert }) => {
    const user = await person()
    const elsewhere = await signedIn(user.username)
    assert.isTrue(await isSignedIn(elsewhere))
    await db.table('trusted_devices').insert({
      user_id: user.id,
      hash: 'a'.repeat(64),
      name: 'Firefox',
      expires_at: new Date(Date.now() + 60_000),
    })
    const first = await linkFor(client, user.email)
    const second = await linkFor(client, user.email)
    const page = await client.get(second)
    page.assertStatus(200)
    page.assertTextIncludes(user.username)

    const response = await client.post(second).form(TWICE).withCsrfToken().redirects(0)
    response.assertHeader('location', '/accounts/login/')
    assert.notProperty(response.session(), 'auth_web')
    assert.isTrue(await hash.verify((await user.refresh()).password!, PASSWORD))
    assert.isFalse(await isSignedIn(elsewhere))
    assert.lengthOf(await db.from('trusted_devices'), 0)
    assert.equal(await lastAction(), 'platform.password.change')
    const [told] = await box.mails()
    assert.equal(told?.subject, 'Your password was changed')
    for (const link of [first, second]) {
      const again = await client.get(link)
      again.assertStatus(410)
      again.assertTextIncludes('It was used already, or a newer one was.')
    }
  })

  test('stays as it is when the link is old or forged, or the address is another one by now', async ({
    client,
    assert,
  }) => {
    const user = await person()
    const link = await linkFor(client, user.email)
    await user.merge({ email: 'new@example.org' }).save()
    await client.post(link).form(TWICE).withCsrfToken().redirects(0)
    const other = await linkFor(client, 'new@example.org')
    await OneTimeLink.query().update({ expiresAt: DateTime.utc().minus({ minutes: 1 }).toSQL() })
    ;(await client.get(other)).assertTextIncludes('It was sent more than an hour ago.')
    for (const path of [other, `/accounts/password/reset/key/${'x'.repeat(43)}/`]) {
      const response = await client.post(path).form(TWICE).withCsrfToken()
      response.assertStatus(410)
      response.assertTextIncludes('Send a new link')
    }
    assert.isTrue(await hash.verify((await user.refresh()).password!, OLD))
  })

  test('is not replaced by a weak one, and the link goes on working', async ({ client, assert }) => {
    const user = await person()
    const link = await linkFor(client, user.email)
    const weak = { password: user.username + user.username, password_confirmation: user.username + user.username }
    const refused = await client.post(link).form(weak).withCsrfToken().redirects(0)
    assert.property(refused.flashMessage('inputErrorsBag'), 'password')
    await client.post(link).form(TWICE).withCsrfToken().redirects(0)
    assert.isTrue(await hash.verify((await user.refresh()).password!, PASSWORD))
  })

  test('of an account whose address nobody has confirmed confirms it as well', async ({ client, assert }) => {
    const user = await UserFactory.apply('unconfirmed').create()
    await client
      .post(await linkFor(client, user.email))
      .form(TWICE)
      .withCsrfToken()
      .redirects(0)
    assert.isNotNull((await user.refresh()).emailVerifiedAt)
  })
})

test.group('Changing a password', (group) => {
  let box: MailBox
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    box = await MailBox.connected()
    return () => box.close()
  })

  const change = (visitor: Visitor, form: Record<string, string>) =>
    visitor.send('/accounts/password/change/', { ...UNTOUCHED, ...form })

  test('takes the old one, ends the other sessions and renews this one', async ({ assert }) => {
    const user = await person()
    const [here, elsewhere] = [await signedIn(user.username), await signedIn(user.username)]
    assert.isTrue(await isSignedIn(elsewhere))
    const before = here.session
    const response = await change(here, { current_password: OLD, ...TWICE })
    assert.equal(response.status, 303)
    assert.equal(response.headers.get('location'), '/accounts/')
    assert.isTrue(await hash.verify((await user.refresh()).password!, PASSWORD))
    assert.notEqual(here.session, before)
    assert.isTrue(await isSignedIn(here))
    assert.isFalse(await isSignedIn(elsewhere))
    assert.equal(await lastAction(), 'platform.password.change')
    const [told] = await box.mails()
    assert.deepEqual(told?.to, [user.email])
    assert.equal(told?.subject, 'Your password was changed')
  })

  test('is refused with a wrong old one, a weak new one, and to programs', async ({ client, assert }) => {
    const user = await person()
    const send = async (form: Record<string, string>) =>
      client.post('/accounts/password/change/').loginAs(user).form(form).withCsrfToken().redirects(0)
    const wrong = await send({ current_password: 'x', ...TWICE, ...UNTOUCHED })
    assert.deepEqual(wrong.flashMessage('inputErrorsBag'), { current_password: ['This is not your password.'] })
    const twelve = { password: '12345678', password_confirmation: '12345678' }
    const weak = await send({ current_password: OLD, ...twelve, ...UNTOUCHED })
    assert.property(weak.flashMessage('inputErrorsBag'), 'password')
    const program = await send({ current_password: OLD, ...TWICE })
    program.assertStatus(400)
    assert.isTrue(await hash.verify((await user.refresh()).password!, OLD))
    assert.lengthOf(await box.mails(), 0)
  })

  test('is for who is signed in', async ({ client }) => {
    const response = await client.get('/accounts/password/change/').redirects(0)
    response.assertHeader('location', '/accounts/login/?next=%2Faccounts%2Fpassword%2Fchange%2F')
  })
})

test.group('A first password', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    const box = await MailBox.connected()
    return () => box.close()
  })

  const FRESH = { 'identity.proved_at': Date.now() }

  test('is set by who has none, and has just proved who they are', async ({ client, assert }) => {
    const user = await person({ password: null })
    const page = await client.get('/accounts/password/change/').loginAs(user).redirects(0)
    page.assertHeader('location', '/accounts/password/set/')
    const stale = await client.get('/accounts/password/set/').loginAs(user).redirects(0)
    stale.assertHeader('location', '/accounts/confirm/?next=%2Faccounts%2Fpassword%2Fset%2F')
    const response = await client
      .post('/accounts/password/set/')
      .loginAs(user)
      .withSession(FRESH)
      .form(TWICE)
      .withCsrfToken()
      .redirects(0)
    response.assertHeader('location', '/accounts/')
    assert.isTrue(await hash.verify((await user.refresh()).password!, PASSWORD))
  })

  test('is no way around the old one', async ({ client, assert }) => {
    const user = await person()
    const response = await client
      .post('/accounts/password/set/')
      .loginAs(user)
      .withSession(FRESH)
      .form(TWICE)
      .withCsrfToken()
      .redirects(0)
    response.assertHeader('location', '/accounts/password/change/')
    assert.isTrue(await hash.verify((await user.refresh()).password!, OLD))
  })
})
