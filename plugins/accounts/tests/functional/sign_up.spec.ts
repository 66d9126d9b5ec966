import hash from '@adonisjs/core/services/hash'
import testUtils from '@adonisjs/core/services/test_utils'
import { User } from '@pydotorg/platform/identity'
import { MailBox, UserFactory } from '@pydotorg/platform/testing'
import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import { PASSWORD, UNTOUCHED } from '#tests/trap'

const FORM = {
  username: 'ada.lovelace',
  email: 'Ada@example.org',
  password: PASSWORD,
  password_confirmation: PASSWORD,
  ...UNTOUCHED,
}

const signUp = (client: ApiClient, changes: Record<string, string> = {}) =>
  client
    .post('/accounts/signup/')
    .form({ ...FORM, ...changes })
    .withCsrfToken()
    .redirects(0)

test.group('Signing up', (group) => {
  let box: MailBox
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    box = await MailBox.connected()
    return () => box.close()
  })

  test('makes an account that waits for its address to be confirmed', async ({ client, assert }) => {
    const response = await signUp(client)
    response.assertStatus(303)
    response.assertHeader('location', '/accounts/confirm-email/')
    assert.notProperty(response.session(), 'auth_web')

    const user = await User.findByOrFail('username', 'ada.lovelace')
    assert.equal(user.email, 'Ada@example.org')
    assert.isNull(user.emailVerifiedAt)
    assert.isFalse(user.isStaff || user.isSuperuser)
    assert.isTrue(await hash.verify(user.password!, PASSWORD))

    const [mail, ...more] = await box.mails()
    assert.lengthOf(more, 0)
    assert.deepEqual(mail?.to, ['Ada@example.org'])
    const link = mail!.links.find((href) => href.includes('/accounts/confirm-email/'))!
    assert.match(link, new RegExp(`^${process.env.APP_URL}/accounts/confirm-email/[\\w-]{43}/$`))
    assert.include(mail!.text, link)
  })

  test('takes every name that python.org took, and trims it', async ({ client, assert }) => {
    for (const [index, username] of [' guido@work ', 'a+b', 'x_y-z', '.net', 'A'.repeat(150)].entries()) {
      const response = await signUp(client, { username, email: `a${index}@example.org` })
      response.assertHeader('location', '/accounts/confirm-email/')
      assert.isNotNull(await User.findBy('username', username.trim()))
    }
  })

  test('refuses other names, and those that are taken or reserved', async ({ client, assert }) => {
    await UserFactory.merge({ username: 'Guido' }).create()
    const cases = {
      'güido': 'There are characters in it that cannot be used here.',
      'a b': 'There are characters in it that cannot be used here.',
      '': 'Fill this in.',
      ['a'.repeat(151)]: 'Use at most 150 characters.',
      'guido': 'This username is taken. Choose another one.',
      'Membership': 'This username is taken. Choose another one.',
      'edit': 'This username is taken. Choose another one.',
      '..': 'This username is taken. Choose another one.',
    }
    for (const [username, message] of Object.entries(cases)) {
      const response = await signUp(client, { username })
      response.assertStatus(303)
      assert.deepEqual(response.flashMessage('inputErrorsBag'), { username: [message] }, username)
      assert.notProperty(response.flashMessages(), 'password')
      assert.equal(response.flashMessage('email'), 'Ada@example.org')
    }
    assert.lengthOf(await box.mails(), 0)
  })

  test('refuses weak passwords, and two that differ', async ({ client, assert }) => {
    const errors = async (password: string, again = password) => {
      const response = await signUp(client, { password, password_confirmation: again })
      return response.flashMessage('inputErrorsBag') as Record<string, string[]>
    }
    assert.property(await errors('password1'), 'password')
    assert.property(await errors('ada.lovelace2'), 'password')
    const differ = await errors(PASSWORD, `${PASSWORD}!`)
    assert.deepEqual(Object.values(differ), [['The two entries are not the same.']])
    assert.lengthOf(await User.query(), 0)
  })

  test('answers the same when the address is taken, and tells its owner', async ({ client, assert }) => {
    const owner = await UserFactory.merge({ username: 'owner', email: 'ada@EXAMPLE.org' }).create()
    const taken = await signUp(client)
    const free = await signUp(client, { username: 'somebody', email: 'free@example.org' })
    assert.equal(taken.status(), free.status())
    assert.equal(taken.header('location'), free.header('location'))
    assert.deepEqual(taken.flashMessages(), free.flashMessages())
    assert.isNull(await User.findBy('username', 'ada.lovelace'))

    const mails = await box.mails()
    const told = mails.find(({ to }) => to[0]?.toLowerCase() === owner.email.toLowerCase())
    assert.equal(told?.subject, 'You have an account already')
    assert.include(told?.text, 'owner')
    assert.lengthOf(mails, 2)
  })

  test('confirms nobody’s account with a password of somebody else', async ({ client, assert }) => {
    const user = await UserFactory.apply('unconfirmed').merge({ email: 'ada@example.org' }).create()
    await signUp(client)
    const [mail] = await box.mails()
    assert.equal(mail?.subject, 'You have an account already')
    const links = mail!.links.filter((href) => /[\w-]{43}\/$/.test(href)).map((href) => new URL(href).pathname)
    assert.isNotEmpty(links)
    assert.isTrue(links.every((path) => path.startsWith('/accounts/password/reset/key/')))
    const form = { password: PASSWORD, password_confirmation: PASSWORD }
    await client.post(links[0]!).form(form).withCsrfToken().redirects(0)
    await user.refresh()
    assert.isNotNull(user.emailVerifiedAt)
    assert.isTrue(await hash.verify(user.password!, PASSWORD))
  })

  test('fills nobody’s mailbox', async ({ client, assert }) => {
    await UserFactory.merge({ email: 'ada@example.org' }).create()
    for (let times = 0; times < 7; times++) await signUp(client)
    assert.lengthOf(await box.mails(), 5)
  })

  test('refuses programs that change the hidden field, or leave it out', async ({ client, assert }) => {
    for (const text of ['', 'buy now', undefined]) {
      const form = { ...FORM, email_body_text: text }
      const response = await client.post('/accounts/signup/').form(form).withCsrfToken().redirects(0)
      response.assertStatus(400)
      response.assertTextIncludes('This form was not sent as the page has it.')
    }
    assert.lengthOf(await User.query(), 0)
  })

  test('is nothing for who is signed in, and no other site can ask for it', async ({ client, assert }) => {
    const page = await client
      .get('/accounts/signup/')
      .loginAs(await UserFactory.create())
      .redirects(0)
    page.assertHeader('location', '/accounts/')
    await client.post('/accounts/signup/').form(FORM).redirects(0)
    assert.isNull(await User.findBy('username', 'ada.lovelace'))
  })

  test('escapes what somebody calls themselves, in mails too', async ({ client, assert }) => {
    await UserFactory.merge({ username: '<b>x</b>&', email: 'ada@example.org' }).create()
    await signUp(client)
    const [mail] = await box.mails()
    assert.include(mail!.html, '&lt;b&gt;x&lt;/b&gt;&amp;')
    assert.include(mail!.text, 'Hello <b>x</b>&,')
  })
})
