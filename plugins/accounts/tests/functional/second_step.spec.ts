import { createHash } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { TrustedDevice, type User } from '@pydotorg/platform/identity'
import { SecondFactors } from '@pydotorg/platform/identity/second_factors'
import { limitRates, MailBox, UserFactory } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import { CodeLimit } from '#services/code_limit'
import { AuthenticatorApp, switchSecondStepOn } from '../authenticator_app.js'
import { proved } from '../session_store.js'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

const factors = () => app.container.make(SecondFactors)

test.group('Setting up an authenticator app', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('shows a picture and the secret, and goes on with the same one', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const page = await client.get('/accounts/security/authenticator/').loginAs(user).withSession(proved())
    page.assertStatus(200)
    page.assertTextIncludes('<svg role="img" aria-label="QR code"')
    const secret = /<code data-copy-target="source">([A-Z2-7 ]+)</.exec(page.text())?.[1]
    assert.match(secret!, /^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/)
    const again = await client.get('/accounts/security/authenticator/').loginAs(user).withSession(proved())
    again.assertTextIncludes(secret!)
  })

  test('needs a fresh proof', async ({ client }) => {
    const response = await client
      .get('/accounts/security/authenticator/')
      .loginAs(await UserFactory.create())
      .redirects(0)
    response.assertStatus(303)
    response.assertHeader('location', '/accounts/confirm/?next=%2Faccounts%2Fsecurity%2Fauthenticator%2F')
  })

  test('is done by a code, and shows recovery codes once', async ({ client, assert, cleanup }) => {
    const box = await MailBox.connected()
    cleanup(() => box.close())
    const user = await UserFactory.create()
    const phone = new AuthenticatorApp((await (await factors()).enrol(user)).secret)
    const request = client.post('/accounts/security/authenticator/').loginAs(user).withSession(proved()).withCsrfToken()
    const response = await request.form({ code: phone.code() }).redirects(0)
    response.assertStatus(303)
    response.assertHeader('location', '/accounts/security/recovery-codes/')
    assert.isTrue(await (await factors()).isOn(user))
    const kept = response.flashMessages()
    const page = await client.get('/accounts/security/recovery-codes/').loginAs(user).withFlashMessages(kept)
    const codes = [...page.text().matchAll(/<li>([0-9a-z]{4}(?:-[0-9a-z]{4}){3})<\/li>/g)].map(([, code]) => code!)
    assert.lengthOf(new Set(codes), 10)
    assert.isTrue(
      codes.every((code) => page.text().includes(encodeURIComponent(code))),
      'and as a file'
    )
    assert.notInclude(JSON.stringify(kept), codes[0]!)
    const again = await client.get('/accounts/security/recovery-codes/').loginAs(user)
    assert.notInclude(again.text(), codes[0]!)
    const [mail] = await box.mails()
    assert.deepEqual([mail!.to, mail!.subject], [[user.email], 'The second step at sign-in is on'])
  })

  test('is not done by a wrong code', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const phone = new AuthenticatorApp((await (await factors()).enrol(user)).secret)
    for (const code of [phone.wrongCode(), '', 'abcdef', '1'.repeat(500)]) {
      const request = client
        .post('/accounts/security/authenticator/')
        .loginAs(user)
        .withSession(proved())
        .withCsrfToken()
      const response = await request.form({ code }).redirects(0)
      response.assertStatus(303)
      assert.property(response.flashMessage('inputErrorsBag'), 'code')
    }
    assert.isFalse(await (await factors()).isOn(user))
  })

  test('is not done twice', async ({ client }) => {
    const user = await UserFactory.create()
    await switchSecondStepOn(user)
    const page = await client.get('/accounts/security/authenticator/').loginAs(user).withSession(proved()).redirects(0)
    page.assertStatus(303)
    page.assertHeader('location', '/accounts/security/')
  })
})

test.group('The page of the second step', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('leads a guest to the sign-in page', async ({ client }) => {
    for (const path of [
      '/accounts/security/',
      '/accounts/security/recovery-codes/',
      '/accounts/security/authenticator/',
    ]) {
      const response = await client.get(path).redirects(0)
      response.assertStatus(303)
      response.assertHeader('location', `/accounts/login/?next=${encodeURIComponent(path)}`)
    }
  })

  test('tells whether it is on, how many codes are left and which browsers are trusted', async ({ client }) => {
    const user = await UserFactory.create()
    ;(await client.get('/accounts/security/').loginAs(user)).assertTextIncludes('Set up an authenticator app')
    await switchSecondStepOn(user)
    await trust(user)
    const response = await client.get('/accounts/security/').loginAs(user)
    response.assertTextIncludes('The second step is on')
    response.assertTextIncludes('10 codes are')
    response.assertTextIncludes('Firefox on Linux')
  })

  test('takes trust from a browser, and only from one of one’s own', async ({ client, assert }) => {
    const [user, other] = await UserFactory.createMany(2)
    const [own, foreign] = [await trust(user!), await trust(other!)]
    const ask = (id: number) => client.post(`/accounts/security/devices/${id}/remove/`).loginAs(user!).withCsrfToken()
    ;(await ask(own.id).redirects(0)).assertStatus(303)
    ;(await ask(foreign.id).redirects(0)).assertStatus(404)
    assert.deepEqual([await TrustedDevice.find(own.id), (await TrustedDevice.find(foreign.id))?.id], [null, foreign.id])
  })

  test('makes new recovery codes; those before are worth nothing', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const { recoveryCodes } = await switchSecondStepOn(user)
    const request = client
      .post('/accounts/security/recovery-codes/')
      .loginAs(user)
      .withSession(proved())
      .withCsrfToken()
    ;(await request.redirects(0)).assertHeader('location', '/accounts/security/recovery-codes/')
    const by = { actor: { id: user.id, name: user.username } }
    assert.isNull(await (await factors()).verify(user, recoveryCodes[0]!, by))
  })

  test('makes no recovery codes while it is off', async ({ client }) => {
    const user = await UserFactory.create()
    const request = client
      .post('/accounts/security/recovery-codes/')
      .loginAs(user)
      .withSession(proved())
      .withCsrfToken()
    ;(await request.redirects(0)).assertStatus(409)
  })

  test('switches it off after a proof, and tells by mail', async ({ client, assert, cleanup }) => {
    const box = await MailBox.connected()
    cleanup(() => box.close())
    const user = await UserFactory.create()
    await switchSecondStepOn(user)
    await trust(user)
    const ask = () => client.post('/accounts/security/authenticator/off/').loginAs(user).withCsrfToken().redirects(0)
    const refused = await ask()
    assert.match(String(refused.header('location')), /^\/accounts\/confirm\//)
    assert.isTrue(await (await factors()).isOn(user))
    ;(await ask().withSession(proved())).assertHeader('location', '/accounts/security/')
    assert.isFalse(await (await factors()).isOn(user))
    assert.isNull(await TrustedDevice.findBy('userId', user.id))
    const [mail] = await box.mails()
    assert.equal(mail!.subject, 'The second step at sign-in is off')
    assert.include(mail!.text, 'Was it not you?')
  })
})

test.group('The second step at sign-in', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  const pending = ({ id, password }: User, since = Date.now()) => ({
    'identity.pending': { userId: id, next: '/downloads/', since, password: sha256(password ?? '') },
  })

  test('leads to the sign-in page without a password that was right just now', async ({ client }) => {
    const user = await UserFactory.create()
    for (const session of [{}, pending(user, Date.now() - 11 * 60_000)]) {
      const page = await client.get('/accounts/two-factor/').withSession(session).redirects(0)
      page.assertStatus(303)
      page.assertHeader('location', '/accounts/login/')
    }
  })

  test('opens nothing of the account before the code', async ({ client }) => {
    const user = await UserFactory.create()
    await switchSecondStepOn(user)
    for (const path of ['/accounts/', '/accounts/security/', '/accounts/tokens/', '/accounts/data/export.json']) {
      const response = await client.get(path).withSession(pending(user)).redirects(0)
      response.assertStatus(303)
      response.assertHeader('location', `/accounts/login/?next=${encodeURIComponent(path)}`)
    }
  })

  test('takes the code of the app once, and leads on', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const { phone } = await switchSecondStepOn(user)
    const code = phone.code()
    const send = () => client.post('/accounts/two-factor/').withSession(pending(user)).withCsrfToken().redirects(0)
    const response = await send().form({ code })
    response.assertStatus(303)
    response.assertHeader('location', '/downloads/')
    assert.equal(response.session('auth_web'), user.id)
    assert.notProperty(response.session(), 'identity.pending')
    const again = await send().form({ code })
    assert.notProperty(again.session(), 'auth_web')
  })

  test('refuses a wrong code', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const { phone } = await switchSecondStepOn(user)
    for (const code of [phone.wrongCode(), '', 'zzzz-zzzz-zzzz-zzzz', 'x'.repeat(5_000)]) {
      const request = client.post('/accounts/two-factor/').withSession(pending(user)).withCsrfToken()
      const response = await request.form({ code }).redirects(0)
      response.assertStatus(303)
      assert.property(response.flashMessage('inputErrorsBag'), 'code')
      assert.notProperty(response.session(), 'auth_web')
    }
  })

  test('takes a recovery code once, and tells by mail', async ({ client, assert, cleanup }) => {
    const box = await MailBox.connected()
    cleanup(() => box.close())
    const user = await UserFactory.create()
    const { recoveryCodes } = await switchSecondStepOn(user)
    const send = () => client.post('/accounts/two-factor/').withSession(pending(user)).withCsrfToken().redirects(0)
    const response = await send().form({ code: recoveryCodes[3]!.toUpperCase().replaceAll('-', ' ') })
    assert.equal(response.session('auth_web'), user.id)
    const again = await send().form({ code: recoveryCodes[3]! })
    assert.notProperty(again.session(), 'auth_web')
    const [mail] = await box.mails()
    assert.equal(mail!.subject, 'A recovery code was used')
    assert.include(mail!.text, '9 codes are left')
  })

  test('trusts a browser when it is told to, and not without a right code', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const { phone } = await switchSecondStepOn(user)
    const send = () => client.post('/accounts/two-factor/').withSession(pending(user)).withCsrfToken().redirects(0)
    await send().form({ code: phone.wrongCode(), trust: 'true' })
    assert.isNull(await TrustedDevice.findBy('userId', user.id))
    const response = await send().form({ code: phone.code(), trust: 'true' })
    assert.isNotNull(await TrustedDevice.findBy('userId', user.id))
    assert.deepInclude(response.cookie('pydotorg_device'), { httpOnly: true, maxAge: 30 * 86_400 })
  })

  test('stops guessing at one account, from whatever addresses', async ({ client, assert, cleanup }) => {
    cleanup(await limitRates({ critical: 3 }))
    const [user, other] = await UserFactory.createMany(2)
    const { phone } = await switchSecondStepOn(user!)
    await switchSecondStepOn(other!)
    const guess = async (who: User) => {
      const limits = await app.container.make(CodeLimit)
      return limits.take(who).then(
        () => 'taken',
        ({ status }) => status
      )
    }
    const request = client.post('/accounts/two-factor/').withSession(pending(user!)).withCsrfToken()
    ;(await request.form({ code: phone.wrongCode() }).redirects(0)).assertStatus(303)
    assert.deepEqual([await guess(user!), await guess(user!), await guess(user!)], ['taken', 'taken', 429])
    assert.equal(await guess(other!), 'taken')
    const last = client.post('/accounts/two-factor/').withSession(pending(user!)).withCsrfToken()
    const response = await last.form({ code: phone.code() }).redirects(0)
    response.assertStatus(429)
    assert.isAbove(Number(response.header('retry-after')), 0)
    assert.notProperty(response.session(), 'auth_web')
  })

  test('signs nobody in who was made inactive meanwhile', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const { phone } = await switchSecondStepOn(user)
    await user.merge({ isActive: false }).save()
    const request = client.post('/accounts/two-factor/').withSession(pending(user)).withCsrfToken()
    const response = await request.form({ code: phone.code() }).redirects(0)
    assert.notProperty(response.session(), 'auth_web')
  })
})

async function trust({ id: userId }: User): Promise<TrustedDevice> {
  const { DateTime } = await import('luxon')
  const expiresAt = DateTime.utc().plus({ days: 30 })
  return TrustedDevice.create({ userId, hash: `hash of ${userId}`, name: 'Firefox on Linux', expiresAt })
}
