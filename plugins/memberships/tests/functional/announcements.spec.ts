import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiRequest } from '@japa/api-client'
import { test } from '@japa/runner'
import type { User } from '@pydotorg/platform/identity'
import { MailBox, UserFactory } from '@pydotorg/platform/testing'
import Membership from '#models/membership'
import { EDITING, JOINING } from '#tests/membership_form'

const LIST = 'psf-members-announce-request@example.org'

const sent = (request: ApiRequest, user: User) => request.loginAs(user).withCsrfToken().redirects(0)

test.group('Announcements', (group) => {
  let box: MailBox
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    box = await MailBox.connected()
    process.env.MAILING_LIST_PSF_MEMBERS = LIST
    return async () => {
      delete process.env.MAILING_LIST_PSF_MEMBERS
      await box.close()
    }
  })

  async function told() {
    const mails = await box.mails()
    return mails.map(({ to, text, parsed }) => `${parsed.from?.address} to ${to.join()}: ${text.trim()}`)
  }

  test('are subscribed to, moved and left by mails from the address of the member', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const page = await client.get('/users/membership/').loginAs(user)
    page.assertTextIncludes('name="psf_announcements"')

    await sent(client.post('/users/membership/'), user).form({ ...JOINING, psf_announcements: 'true' })
    assert.deepEqual(await told(), [`ada@example.org to ${LIST}: subscribe`])
    assert.isTrue((await Membership.findByOrFail('user_id', user.id)).psfAnnouncements)

    const moved = { ...EDITING, email_address: 'lovelace@example.org', psf_announcements: 'true' }
    await sent(client.post('/users/membership/edit/'), user).form(moved)
    assert.sameMembers(await told(), [
      `ada@example.org to ${LIST}: unsubscribe`,
      `lovelace@example.org to ${LIST}: subscribe`,
    ])

    await sent(client.post(`/users/membership/delete/${user.username}/`), user).form({})
    assert.deepEqual(await told(), [`lovelace@example.org to ${LIST}: unsubscribe`])
  })

  test('are left by a box that is not ticked any more', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await sent(client.post('/users/membership/'), user).form({ ...JOINING, psf_announcements: 'true' })
    await told()
    await sent(client.post('/users/membership/edit/'), user).form(EDITING)
    assert.deepEqual(await told(), [`ada@example.org to ${LIST}: unsubscribe`])
    assert.isFalse((await Membership.findByOrFail('user_id', user.id)).psfAnnouncements)
  })

  test('are mentioned to nobody who did not ask for them', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await sent(client.post('/users/membership/'), user).form(JOINING)
    await sent(client.post('/users/membership/edit/'), user).form(EDITING)
    assert.deepEqual(await told(), [])
  })

  test('are no choice while there is no list, and a choice made before stays', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await sent(client.post('/users/membership/'), user).form({ ...JOINING, psf_announcements: 'true' })
    await told()
    delete process.env.MAILING_LIST_PSF_MEMBERS
    const page = await client.get('/users/membership/edit/').loginAs(user)
    assert.notInclude(page.text(), 'psf_announcements')
    await sent(client.post('/users/membership/edit/'), user).form(EDITING)
    assert.deepEqual(await told(), [])
    assert.isTrue((await Membership.findByOrFail('user_id', user.id)).psfAnnouncements)
  })
})
