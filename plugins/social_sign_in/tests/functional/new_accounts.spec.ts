import testUtils from '@adonisjs/core/services/test_utils'
import { LinkedAccount, User } from '@pydotorg/platform/identity'
import { MailBox, switchFeature, UserFactory } from '@pydotorg/platform/testing'
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
const PAGE = '/accounts/social/psf/account/'

test.group('A new account by another site', (group) => {
  let site: OpenIdSite
  let box: MailBox
  group.setup(async () => {
    const opened = await openPsf()
    site = opened.site
    box = await MailBox.connected()
    return async () => {
      await box.close()
      await opened.close()
    }
  })
  group.each.setup(async () => {
    site.people.clear()
    site.people.set('ada', ADA)
    const rollback = await testUtils.db().wrapInGlobalTransaction()
    return async () => {
      await box.mails()
      await rollback()
    }
  })

  test('asks for a username, with what the provider told filled in', async ({ client, assert }) => {
    const { visitor } = await arrive(client, { login: 'ada' })
    const page = await visitor.get(PAGE)
    page.assertStatus(200)
    assert.match(page.text(), /name="username"[^>]*value="ada"/)
    assert.match(page.text(), /name="firstName"[^>]*value="Ada"/)
    page.assertTextIncludes('ada@example.org, as PSF ID has verified it')
    assert.notMatch(page.text(), /name="email"/)
  })

  test('offers free names when the one that the person has elsewhere is taken', async ({ client, assert }) => {
    await UserFactory.merge({ username: 'ADA' }).create()
    const { visitor } = await arrive(client, { login: 'ada' })
    const page = await visitor.get(PAGE)
    assert.match(page.text(), /name="username"[^>]*value="Ada.Lovelace"/)
    page.assertTextIncludes('Somebody has ada already. Also free: ada.py, ada2, ada3.')
  })

  test('is made without a password, its address confirmed, and signs the person in', async ({ client, assert }) => {
    const { visitor } = await arrive(client, { login: 'ada', next: '/jobs/' })
    const response = await visitor.post(PAGE, { username: 'countess', firstName: 'Ada', lastName: '' })
    response.assertHeader('location', '/jobs/')
    const user = await User.findByOrFail('username', 'countess')
    assert.equal(response.session().auth_web, user.id)
    assert.isNull(user.password)
    assert.isNotNull(user.emailVerifiedAt)
    assert.equal(user.email, 'ada@example.org')
    assert.equal(user.fullName, 'Ada')
    const linked = await LinkedAccount.findByOrFail('userId', user.id)
    assert.deepEqual([linked.provider, linked.subject], ['psf', 'ada'])
    assert.isUndefined(kept(visitor.session).waiting)
    assert.lengthOf(await box.mails(), 0)
  })

  test('is not left behind without a way in when the person was linked meanwhile', async ({ client, assert }) => {
    const { visitor } = await arrive(client, { login: 'ada' })
    const elsewhere = await UserFactory.create()
    await LinkedAccount.create({ userId: elsewhere.id, provider: 'psf', subject: 'ada', email: null })
    const response = await visitor.post(PAGE, { username: 'countess', firstName: 'Ada', lastName: '' })
    response.assertStatus(303)
    response.assertHeader('location', '/accounts/login/')
    assert.isNull(await User.findBy('username', 'countess'))
    assert.isUndefined(kept(visitor.session).waiting)
  })

  test('takes no other address than the verified one', async ({ client, assert }) => {
    const { visitor } = await arrive(client, { login: 'ada' })
    await visitor.post(PAGE, { username: 'ada', email: 'victim@example.org' })
    assert.equal((await User.findByOrFail('username', 'ada')).email, 'ada@example.org')
  })

  test('with an address that nobody has verified is confirmed by a mail first', async ({ client, assert }) => {
    site.people.set('ada', { ...ADA, email_verified: false })
    const { visitor } = await arrive(client, { login: 'ada' })
    assert.match((await visitor.get(PAGE)).text(), /name="email"[^>]*value="ada@example.org"/)
    const response = await visitor.post(PAGE, { username: 'ada', email: 'ada@example.org' })
    response.assertHeader('location', '/accounts/confirm-email/')
    assert.notProperty(response.session(), 'auth_web')
    assert.isNull((await User.findByOrFail('username', 'ada')).emailVerifiedAt)
    const [mail] = await box.mails()
    assert.deepEqual(mail?.to, ['ada@example.org'])
    assert.equal(mail?.subject, 'Confirm your e-mail address')
  })

  test('loses the link when whoever reads the mail chooses a password first', async ({ client, assert }) => {
    site.people.set('mallory', { ...ADA, email_verified: false })
    const { visitor } = await arrive(client, { login: 'mallory' })
    await visitor.post(PAGE, { username: 'mallory', email: 'ada@example.org' })
    await box.mails()
    const owner = new Visitor(client)
    await owner.post('/accounts/password/reset/', { email: 'ada@example.org', email_body_text: 'write your message' })
    const [mail] = await box.mails()
    const path = new URL(mail!.links.find((link) => link.includes('/reset/key/'))!).pathname
    const password = 'seven turtles under the piano'
    await owner.post(path, { password, password_confirmation: password })
    const user = await User.findByOrFail('username', 'mallory')
    assert.isNotNull(user.password)
    assert.isNull(await LinkedAccount.findBy('userId', user.id))
  })

  test('is not made for an address of somebody else, and only they learn of it', async ({ client, assert }) => {
    const owner = await UserFactory.merge({ email: 'ada@example.org' }).create()
    site.people.set('mallory', { ...ADA, email_verified: false })
    const { visitor } = await arrive(client, { login: 'mallory' })
    const response = await visitor.post(PAGE, { username: 'mallory', email: 'Ada@example.org' })
    response.assertHeader('location', '/accounts/confirm-email/')
    assert.isNull(await User.findBy('username', 'mallory'))
    assert.isNull(await LinkedAccount.findBy('subject', 'mallory'))
    const [mail] = await box.mails()
    assert.deepEqual(mail?.to, [owner.email])
    assert.equal(mail?.subject, 'You have an account already')
  })

  test('needs an address when the provider tells none', async ({ client, assert }) => {
    site.people.set('ada', { preferred_username: 'ada' })
    const { visitor } = await arrive(client, { login: 'ada' })
    const response = await visitor.post(PAGE, { username: 'ada', email: '' })
    response.assertHeader('location', PAGE)
    const page = await visitor.get(PAGE)
    page.assertTextIncludes('Fill this in.')
    assert.match(page.text(), /name="username"[^>]*value="ada"/)
  })

  test('is refused a username that is {0}')
    .with([
      ['taken', 'GUIDO'],
      ['reserved', 'webmaster'],
      ['of other characters', 'ada lovelace'],
    ])
    .run(async ({ client, assert }, [, username]) => {
      await UserFactory.merge({ username: 'guido' }).create()
      const { visitor } = await arrive(client, { login: 'ada' })
      const response = await visitor.post(PAGE, { username: String(username) })
      response.assertHeader('location', PAGE)
      assert.match((await visitor.get(PAGE)).text(), /name="username"[^>]*aria-invalid="true"/)
      assert.isNull(await LinkedAccount.findBy('subject', 'ada'))
    })

  test('is not made by a form that another site sent', async ({ client, assert }) => {
    const { visitor } = await arrive(client, { login: 'ada' })
    await client
      .post(PAGE)
      .form({ username: 'ada' })
      .withSession(visitor.session as never)
      .redirects(0)
    assert.isNull(await User.findBy('username', 'ada'))
  })

  test('is not made for who came by no provider, or more than half an hour ago', async ({ client }) => {
    const without = await client.get(PAGE).redirects(0)
    without.assertHeader('location', '/accounts/login/')
    const { visitor } = await arrive(client, { login: 'ada' })
    kept(visitor.session).waiting!.since -= 30 * 60_000 + 1
    const late = await visitor.post(PAGE, { username: 'ada' })
    late.assertHeader('location', '/accounts/login/')
  })

  test('is not made while the feature for it is off', async ({ client, assert, cleanup }) => {
    cleanup(await switchFeature('social_sign_in.new_accounts', 'off'))
    const { visitor } = await arrive(client, { login: 'ada' })
    assert.equal((await visitor.get(PAGE)).status(), 404)
    assert.equal((await visitor.post(PAGE, { username: 'ada' })).status(), 404)
  })
})
