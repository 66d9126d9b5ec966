import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import type { User } from '@pydotorg/platform/identity'
import { Passwords } from '@pydotorg/platform/identity/passwords'
import { MailBox, UserFactory } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import { switchSecondStepOn } from '../authenticator_app.js'
import { proved } from '../session_store.js'

const PASSWORD = 'walrus kettle ninety'

async function withPassword(): Promise<User> {
  const password = await (await app.container.make(Passwords)).make(PASSWORD)
  return UserFactory.merge({ password }).create()
}

test.group('Confirming that it is you', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('leads a guest to the sign-in page', async ({ client }) => {
    const response = await client.get('/accounts/confirm/').redirects(0)
    response.assertStatus(303)
    response.assertHeader('location', '/accounts/login/?next=%2Faccounts%2Fconfirm%2F')
  })

  test('asks for the password, and leads on', async ({ client, assert }) => {
    const user = await withPassword()
    const page = await client.get('/accounts/confirm/?next=/accounts/tokens/new/').loginAs(user)
    page.assertStatus(200)
    page.assertTextIncludes('autocomplete="current-password"')
    page.assertTextIncludes('value="/accounts/tokens/new/"')
    assert.notInclude(page.text(), 'passkeys.js')
    const request = client.post('/accounts/confirm/').loginAs(user).withCsrfToken()
    const response = await request.form({ password: PASSWORD, next: '/accounts/tokens/new/' }).redirects(0)
    response.assertStatus(303)
    response.assertHeader('location', '/accounts/tokens/new/')
    assert.closeTo(response.session('identity')?.proved_at ?? 0, Date.now(), 60_000)
  })

  test('does not ask twice', async ({ client }) => {
    const request = client.get('/accounts/confirm/?next=/accounts/tokens/new/').loginAs(await withPassword())
    const response = await request.withSession(proved()).redirects(0)
    response.assertHeader('location', '/accounts/tokens/new/')
  })

  test('leads nobody to another site', async ({ client }) => {
    const user = await withPassword()
    for (const next of ['//evil.example/', 'https://evil.example/', '/\\evil.example', 'javascript:alert(1)']) {
      const request = client.post('/accounts/confirm/').loginAs(user).withCsrfToken()
      const response = await request.form({ password: PASSWORD, next }).redirects(0)
      response.assertHeader('location', '/accounts/security/')
    }
  })

  test('refuses a wrong password, none, and a code in its place', async ({ client, assert }) => {
    const user = await withPassword()
    const { phone } = await switchSecondStepOn(user)
    for (const form of [{ password: 'wrong' }, {}, { code: phone.code() }, { password: 'x'.repeat(6_000) }]) {
      const request = client.post('/accounts/confirm/').loginAs(user).withCsrfToken()
      const response = await request.form(form).redirects(0)
      response.assertStatus(303)
      assert.property(response.flashMessage('inputErrorsBag'), 'password')
      assert.isUndefined(response.session('identity')?.proved_at)
    }
  })

  test('takes a code of the app from who has no password', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const { phone } = await switchSecondStepOn(user)
    const page = await client.get('/accounts/confirm/').loginAs(user)
    page.assertTextIncludes('Code of your app')
    const send = (code: string) => {
      return client.post('/accounts/confirm/').loginAs(user).withCsrfToken().form({ code }).redirects(0)
    }
    assert.property((await send(phone.wrongCode())).flashMessage('inputErrorsBag'), 'code')
    const response = await send(phone.code())
    assert.isNumber(response.session('identity')?.proved_at)
  })

  test('refuses a passkey that answers nothing that was asked', async ({ client, assert }) => {
    const user = await withPassword()
    for (const credential of ['{}', '{"id":"abc"}', 'no json', '[]']) {
      const request = client.post('/accounts/confirm/').loginAs(user).withCsrfToken()
      const response = await request.form({ credential }).redirects(0)
      response.assertStatus(303)
      assert.property(response.flashMessage('inputErrorsBag'), 'credential')
    }
  })

  test('mails a link to who has neither, which is good once, for them, after a button', async ({
    client,
    assert,
    cleanup,
  }) => {
    const box = await MailBox.connected()
    cleanup(() => box.close())
    const [user, other] = await UserFactory.createMany(2)
    const page = await client.get('/accounts/confirm/?next=/accounts/tokens/new/').loginAs(user!)
    page.assertTextIncludes('Mail me a link')
    const asked = client.post('/accounts/confirm/link/').loginAs(user!).withCsrfToken().redirects(0)
    ;(await asked.form({ next: '/accounts/tokens/new/' })).assertStatus(303)
    const [mail] = await box.mails()
    assert.deepEqual([mail!.to, mail!.subject], [[user!.email], 'Confirm that it is you'])
    const path = mail!.links.map((link) => new URL(link).pathname).find((link) => link.includes('/confirm/link/'))!
    const opened = await client.get(path).loginAs(user!)
    opened.assertTextIncludes('It is me')
    assert.isUndefined(opened.session('identity')?.proved_at)
    ;(await client.get(path).loginAs(other!)).assertTextIncludes('does not work any more')
    const stolen = await client.post(path).loginAs(other!).withCsrfToken().redirects(0)
    assert.isUndefined(stolen.session('identity')?.proved_at)
    const response = await client.post(path).loginAs(user!).withCsrfToken().redirects(0)
    assert.isNumber(response.session('identity')?.proved_at)
    const again = await client.post(path).loginAs(user!).withCsrfToken().redirects(0)
    assert.isUndefined(again.session('identity')?.proved_at)
  })

  test('mails no link to who has a password', async ({ client }) => {
    const request = client
      .post('/accounts/confirm/link/')
      .loginAs(await withPassword())
      .withCsrfToken()
    ;(await request.redirects(0)).assertStatus(409)
  })
})
