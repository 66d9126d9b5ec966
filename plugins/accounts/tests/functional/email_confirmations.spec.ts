import testUtils from '@adonisjs/core/services/test_utils'
import { OneTimeLink, type User } from '@pydotorg/platform/identity'
import { OneTimeLinks } from '@pydotorg/platform/identity/one_time_links'
import { MailBox, UserFactory } from '@pydotorg/platform/testing'
import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import { UNTOUCHED } from '#tests/trap'

const keyFor = async (user: User) =>
  (await new OneTimeLinks().issue(user, { purpose: 'confirm_email', email: user.email, validFor: { days: 3 } }))!

test.group('Confirming an address', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('takes a button, so that programs that open links confirm nothing', async ({ client, assert }) => {
    const user = await UserFactory.apply('unconfirmed').create()
    const path = `/accounts/confirm-email/${await keyFor(user)}/`
    const page = await client.get(path)
    page.assertStatus(200)
    page.assertTextIncludes(user.email)
    page.assertTextIncludes(`action="${path}"`)
    assert.isNull((await user.refresh()).emailVerifiedAt)

    const response = await client.post(path).withCsrfToken().redirects(0)
    response.assertStatus(303)
    response.assertHeader('location', '/accounts/login/')
    assert.isNotNull((await user.refresh()).emailVerifiedAt)
    assert.notProperty(response.session(), 'auth_web')
  })

  test('works once, in time, with a link of ours, and offers a new one', async ({ client, assert }) => {
    const user = await UserFactory.apply('unconfirmed').create()
    const used = await keyFor(user)
    await client.post(`/accounts/confirm-email/${used}/`).withCsrfToken().redirects(0)
    const old = await keyFor(user)
    await OneTimeLink.query()
      .whereNull('usedAt')
      .update({ expiresAt: DateTime.utc().minus({ minutes: 1 }).toSQL() })
    const says = {
      [used]: 'It was used already.',
      [old]: 'It was sent more than three days ago.',
      ['x'.repeat(43)]: 'It is not one of ours',
    }
    await (await user.refresh()).merge({ emailVerifiedAt: null }).save()
    for (const [key, sentence] of Object.entries(says)) {
      const page = await client.get(`/accounts/confirm-email/${key}/`)
      page.assertStatus(410)
      page.assertTextIncludes(sentence)
      page.assertTextIncludes('Send a new link')
      await client.post(`/accounts/confirm-email/${key}/`).withCsrfToken().redirects(0)
      assert.isNull((await user.refresh()).emailVerifiedAt)
    }
  })

  test('counts for the address that the link was sent to, and for no other purpose', async ({ client, assert }) => {
    const user = await UserFactory.apply('unconfirmed').create()
    const key = await keyFor(user)
    await user.merge({ email: 'other@example.org' }).save()
    await client.post(`/accounts/confirm-email/${key}/`).withCsrfToken().redirects(0)
    assert.isNull((await user.refresh()).emailVerifiedAt)
    const reset = await new OneTimeLinks().issue(user, {
      purpose: 'reset_password',
      email: user.email,
      validFor: { hours: 1 },
    })
    await client.post(`/accounts/confirm-email/${reset}/`).withCsrfToken().redirects(0)
    assert.isNull((await user.refresh()).emailVerifiedAt)
  })

  test('is refused to a request that another site forged', async ({ client, assert }) => {
    const user = await UserFactory.apply('unconfirmed').create()
    await client.post(`/accounts/confirm-email/${await keyFor(user)}/`).redirects(0)
    assert.isNull((await user.refresh()).emailVerifiedAt)
  })
})

test.group('Asking for the mail again', (group) => {
  let box: MailBox
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    box = await MailBox.connected()
    return () => box.close()
  })

  test('answers everybody the same, and mails who waits', async ({ client, assert }) => {
    const waiting = await UserFactory.apply('unconfirmed').create()
    const done = await UserFactory.create()
    const pages = []
    for (const email of [waiting.email, done.email, 'nobody@example.org']) {
      const response = await client
        .post('/accounts/confirm-email/')
        .form({ email, ...UNTOUCHED })
        .withCsrfToken()
      response.assertStatus(200)
      pages.push(response.text().replace(/name='_csrf' value='[^']*'/g, ''))
    }
    assert.equal(new Set(pages).size, 1)
    assert.deepEqual(
      (await box.mails()).map(({ to }) => to),
      [[waiting.email]]
    )
  })

  test('fills no mailbox', async ({ client, assert }) => {
    const { email } = await UserFactory.apply('unconfirmed').create()
    const arrived = []
    for (let times = 0; times < 7; times++) {
      await client
        .post('/accounts/confirm-email/')
        .form({ email, ...UNTOUCHED })
        .withCsrfToken()
        .redirects(0)
      arrived.push(...(await box.mails()))
    }
    assert.lengthOf(arrived, 5)
  })

  test('wants an address, and no program', async ({ client, assert }) => {
    const wrong = await client
      .post('/accounts/confirm-email/')
      .form({ email: 'x', ...UNTOUCHED })
      .withCsrfToken()
      .redirects(0)
    assert.property(wrong.flashMessage('inputErrorsBag'), 'email')
    const program = await client.post('/accounts/confirm-email/').form({ email: 'a@example.org' }).withCsrfToken()
    program.assertStatus(400)
  })
})
