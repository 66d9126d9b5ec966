import hash from '@adonisjs/core/services/hash'
import testUtils from '@adonisjs/core/services/test_utils'
import app from '@adonisjs/core/services/app'
import { consoleOrigin } from '@pydotorg/platform/audit'
import { AccessToken, LinkedAccount, OneTimeLink, Passkey, type User } from '@pydotorg/platform/identity'
import { PasswordChanges } from '@pydotorg/platform/identity/passwords'
import { MailBox, UserFactory } from '@pydotorg/platform/testing'
import type { ApiClient } from '@japa/api-client'
import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import { PASSWORD } from '#tests/trap'

const FRESH = { 'identity.proved_at': Date.now() }

const ask = (client: ApiClient, user: User, email: string) =>
  client.post('/accounts/email/').loginAs(user).withSession(FRESH).form({ email }).withCsrfToken().redirects(0)

const press = (client: ApiClient, path: string) => client.post(path).withCsrfToken().redirects(0)

test.group('Another e-mail address', (group) => {
  let box: MailBox
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    box = await MailBox.connected()
    return () => box.close()
  })

  /** Paths of the links in the mails to an address, newest mail last. */
  const linksTo = async (address: string): Promise<string[]> => {
    const mails = (await box.mails()).filter(({ to }) => to[0] === address)
    const links = mails.flatMap((mail) => mail.links).filter((href) => /[\w-]{43}\/$/.test(href))
    return [...new Set(links)].map((href) => new URL(href).pathname)
  }

  const person = async () => UserFactory.merge({ email: 'old@example.org', password: await hash.make('x') }).create()

  test('counts once it is confirmed, and both addresses are told', async ({ client, assert }) => {
    const user = await person()
    const response = await ask(client, user, 'New@example.org')
    response.assertHeader('location', '/accounts/email/')
    assert.equal((await user.refresh()).email, 'old@example.org')
    const mails = await box.mails()
    assert.sameDeepMembers(
      mails.map(({ to, subject }) => [to[0], subject]),
      [
        ['New@example.org', 'Confirm your new e-mail address'],
        ['old@example.org', 'Your e-mail address is about to change'],
      ]
    )
    const link = mails
      .find(({ to }) => to[0] === 'New@example.org')!
      .links.find((href) => href.includes('confirm-email'))!
    const { pathname } = new URL(link)
    ;(await client.get(pathname)).assertTextIncludes('New@example.org')
    assert.equal((await user.refresh()).email, 'old@example.org')

    await press(client, pathname)
    await user.refresh()
    assert.equal(user.email, 'New@example.org')
    assert.isNotNull(user.emailVerifiedAt)
    assert.sameDeepMembers(
      (await box.mails()).map(({ to, subject }) => [to[0], subject]),
      [
        ['New@example.org', 'Your new e-mail address counts now'],
        ['old@example.org', 'Your e-mail address was changed'],
      ]
    )
    ;(await client.get(pathname)).assertStatus(410)
  })

  test('is undone from the old one within a week, with a new password', async ({ client, assert }) => {
    const user = await person()
    await ask(client, user, 'new@example.org')
    const [confirm] = await linksTo('new@example.org')
    await press(client, confirm!)
    const [undo] = await linksTo('old@example.org')
    assert.match(undo!, /^\/accounts\/email\/undo\//)
    ;(await client.get(undo!)).assertTextIncludes('old@example.org')
    assert.equal((await user.refresh()).email, 'new@example.org')

    const response = await press(client, undo!)
    await user.refresh()
    assert.equal(user.email, 'old@example.org')
    assert.isNull(user.password)
    const reset = response.header('location')
    assert.match(reset!, /^\/accounts\/password\/reset\/key\/[\w-]{43}\/$/)
    ;(await client.get(reset!)).assertStatus(200)
    ;(await client.get(undo!)).assertStatus(410)
  })

  test('is not undone by who was let in meanwhile, and leaves them no way in', async ({ client, assert }) => {
    const user = await person()
    const change = async (to: string) => {
      await ask(client, user, to)
      await press(
        client,
        (await linksTo(to)).find((path) => path.includes('confirm-email'))!
      )
      await user.refresh()
    }
    const undoLinks = async (address: string) => (await linksTo(address)).filter((path) => path.includes('/undo/'))
    const owners: string[] = []
    await change('thief@example.org')
    owners.push(...(await undoLinks('old@example.org')))
    await change('thief2@example.org')
    const thiefs = await undoLinks('thief@example.org')
    assert.isNotEmpty(thiefs)
    const known = { userId: user.id, name: 'Theirs' }
    await Passkey.create({
      ...known,
      credentialId: 'theirs',
      publicKey: Buffer.from('key'),
      counter: 0,
      transports: [],
    })
    await LinkedAccount.create({ userId: user.id, provider: 'github', subject: '7', email: null })
    await AccessToken.create({ ...known, kind: 'bearer', hash: 'x', prefix: 'x', scopes: ['read'], expiresAt: null })

    await press(client, owners[0]!)
    for (const link of thiefs) {
      ;(await client.get(link)).assertStatus(410)
      await press(client, link)
    }
    assert.equal((await user.refresh()).email, 'old@example.org')
    for (const model of [Passkey, LinkedAccount, AccessToken]) assert.lengthOf(await model.query(), 0)
  })

  test('does not count once the password was changed, which ends what somebody else began', async ({
    client,
    assert,
  }) => {
    const user = await person()
    await ask(client, user, 'new@example.org')
    const [confirm] = await linksTo('new@example.org')
    await (await app.container.make(PasswordChanges)).change(user, { password: PASSWORD, by: consoleOrigin() })
    await press(client, confirm!)
    assert.equal((await user.refresh()).email, 'old@example.org')
  })

  test('is refused before it counts by the link in the first mail', async ({ client, assert }) => {
    const user = await person()
    await ask(client, user, 'new@example.org')
    const mails = await box.mails()
    const pathIn = (address: string) =>
      new URL(mails.find(({ to }) => to[0] === address)!.links.find((href) => /[\w-]{43}\/$/.test(href))!).pathname
    await press(client, pathIn('old@example.org'))
    await press(client, pathIn('new@example.org'))
    assert.equal((await user.refresh()).email, 'old@example.org')
  })

  test('cannot be undone later than a week after', async ({ client, assert }) => {
    const user = await person()
    await ask(client, user, 'new@example.org')
    const links = await linksTo('old@example.org')
    const link = await OneTimeLink.findByOrFail('purpose', 'undo_email')
    assert.closeTo(link.expiresAt.diff(DateTime.utc(), 'days').days, 7, 0.01)
    await link.merge({ expiresAt: DateTime.utc().minus({ minutes: 1 }) }).save()
    await user.merge({ email: 'new@example.org' }).save()
    ;(await client.get(links[0]!)).assertStatus(410)
    await press(client, links[0]!)
    assert.equal((await user.refresh()).email, 'new@example.org')
  })

  test('that is somebody else’s answers the same, and tells them', async ({ client, assert }) => {
    const user = await person()
    const other = await UserFactory.merge({ email: 'taken@example.org' }).create()
    const response = await ask(client, user, 'TAKEN@example.org')
    response.assertHeader('location', '/accounts/email/')
    assert.match(String(response.flashMessage('notice')), /^A mail is on its way to TAKEN@example.org/)
    assert.deepEqual(
      (await box.mails()).map(({ to, subject }) => [to[0], subject]),
      [[other.email, 'You have an account already']]
    )
  })

  test('that was taken meanwhile is refused when it is confirmed', async ({ client, assert }) => {
    const user = await person()
    await ask(client, user, 'new@example.org')
    const [confirm] = await linksTo('new@example.org')
    await UserFactory.merge({ email: 'new@example.org' }).create()
    await press(client, confirm!)
    assert.equal((await user.refresh()).email, 'old@example.org')
  })

  test('is an address, and not the one of now', async ({ client, assert }) => {
    const user = await person()
    for (const email of ['', 'nonsense', 'OLD@example.org']) {
      const response = await ask(client, user, email)
      assert.property(response.flashMessage('inputErrorsBag'), 'email')
    }
    assert.lengthOf(await box.mails(), 0)
  })

  test('needs a fresh proof of who is there, and no other site can ask for it', async ({ client, assert }) => {
    const user = await person()
    const stale = await client.get('/accounts/email/').loginAs(user).redirects(0)
    stale.assertHeader('location', '/accounts/confirm/?next=%2Faccounts%2Femail%2F')
    const guest = await client.get('/accounts/email/').redirects(0)
    guest.assertHeader('location', '/accounts/login/?next=%2Faccounts%2Femail%2F')
    await client.post('/accounts/email/').loginAs(user).withSession(FRESH).form({ email: 'x@example.org' }).redirects(0)
    assert.lengthOf(await box.mails(), 0)
  })
})
