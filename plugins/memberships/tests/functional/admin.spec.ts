import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type { ApiRequest } from '@japa/api-client'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import type { User } from '@pydotorg/platform/identity'
import { countQueries, MailBox, switchFeature, UserFactory } from '@pydotorg/platform/testing'
import { MembershipFactory } from '#database/factories/membership_factory'
import Membership from '#models/membership'

const LIST = '/admin/manage/memberships/memberships/'

const FORM = {
  type: 'fellow',
  legalName: 'Grace Hopper',
  preferredName: 'Grace',
  email: 'grace@example.org',
  city: 'New York',
  region: '',
  country: 'United States',
  postalCode: '10001',
}

async function keeper(): Promise<User> {
  const user = await UserFactory.apply('staff').create()
  await db.table('user_permissions').insert({ user_id: user.id, permission: 'memberships.manage' })
  return user
}

const sent = (request: ApiRequest, user: User) => request.loginAs(user).withCsrfToken().redirects(0)

test.group('Memberships in the administration', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are found and corrected, and the log keeps no details', async ({ client, assert }) => {
    const user = await keeper()
    const member = await UserFactory.create()
    const membership = await MembershipFactory.merge({ userId: member.id }).apply('voting').create()
    const list = await client.get(LIST).qs({ q: membership.legalName }).loginAs(user)
    list.assertTextIncludes(member.username)
    list.assertTextIncludes('Affirmed')
    const form = await client.get(`${LIST}${membership.id}/`).loginAs(user)
    form.assertTextIncludes(member.username)

    ;(await sent(client.post(`${LIST}${membership.id}/`), user).form(FORM)).assertStatus(303)
    await membership.refresh()
    assert.containsSubset(membership, { type: 'fellow', legalName: 'Grace Hopper', region: '', votes: true })
    ;(await sent(client.post(`${LIST}${membership.id}/`), user).form(FORM)).assertStatus(303)
    const subject = { type: 'membership', id: membership.id }
    const { entries } = await (await app.container.make(AuditLog)).page({ subject })
    assert.lengthOf(entries, 1)
    assert.containsSubset(entries[0], {
      action: 'memberships.membership.update',
      actor: { id: user.id },
      before: { type: 'basic' },
      after: { type: 'fellow' },
    })
    assert.include(JSON.stringify(entries[0]!.after), 'legalName')
    assert.notInclude(JSON.stringify([entries[0]!.before, entries[0]!.after]), 'grace@example.org')
  })

  test('take along the list of announcements when the address changes', async ({ client, assert, cleanup }) => {
    const box = await MailBox.connected()
    process.env.MAILING_LIST_PSF_MEMBERS = 'announce-request@example.org'
    cleanup(async () => {
      delete process.env.MAILING_LIST_PSF_MEMBERS
      await box.close()
    })
    const membership = await MembershipFactory.merge({ email: 'old@example.org' }).apply('announcements').create()
    ;(await sent(client.post(`${LIST}${membership.id}/`), await keeper()).form(FORM)).assertStatus(303)
    const told = (await box.mails()).map(({ text, parsed }) => `${parsed.from?.address}: ${text.trim()}`)
    assert.sameMembers(told, ['old@example.org: unsubscribe', 'grace@example.org: subscribe'])
  })

  test('keep what members said: no form says it for them', async ({ client, assert }) => {
    const membership = await MembershipFactory.create()
    const said = { ...FORM, votes: 'true', psfAnnouncements: 'true', psfCodeOfConduct: '', userId: '1' }
    ;(await sent(client.post(`${LIST}${membership.id}/`), await keeper()).form(said)).assertStatus(303)
    await membership.refresh()
    const kept = { votes: false, psfAnnouncements: false, psfCodeOfConduct: true, userId: null }
    assert.containsSubset(membership, kept)
  })

  test('are not saved with {field} as "{value}", and nothing typed is lost')
    .with([
      { field: 'type', value: 'emperor', says: 'Choose one of these.' },
      { field: 'email', value: 'grace', says: 'e-mail address' },
      { field: 'legalName', value: '', says: 'Fill this in.' },
      { field: 'postalCode', value: '1'.repeat(21), says: 'at most 20 characters' },
    ])
    .run(async ({ client, assert }, { field, value, says }) => {
      const membership = await MembershipFactory.create()
      const form = { ...FORM, [field]: value }
      const refused = await sent(client.post(`${LIST}${membership.id}/`), await keeper()).form(form)
      refused.assertStatus(422)
      refused.assertTextIncludes(says)
      refused.assertTextIncludes('value="New York"')
      assert.equal((await Membership.findOrFail(membership.id)).city, 'London')
    })

  test('are neither made nor ended here, and nobody carries all of them away', async ({ client, assert }) => {
    const user = await keeper()
    const membership = await MembershipFactory.create()
    ;(await client.get(`${LIST}new/`).loginAs(user)).assertStatus(403)
    ;(await sent(client.post(`${LIST}${membership.id}/delete/`), user).form({})).assertStatus(403)
    ;(await client.get(`${LIST}export/csv/`).loginAs(user)).assertStatus(404)
    assert.isNotNull(await Membership.find(membership.id))
  })

  test('are nothing for others, and gone while the plugin is off', async ({ client, assert, cleanup }) => {
    const membership = await MembershipFactory.create()
    const owner = await UserFactory.create()
    await membership.merge({ userId: owner.id }).save()
    for (const user of [owner, await UserFactory.apply('staff').create()]) {
      ;(await client.get(LIST).loginAs(user)).assertStatus(403)
      ;(await client.get(`${LIST}${membership.id}/`).loginAs(user)).assertStatus(403)
      ;(await sent(client.post(`${LIST}${membership.id}/`), user).form(FORM)).assertStatus(403)
    }
    assert.equal((await Membership.findOrFail(membership.id)).type, 'basic')
    cleanup(await switchFeature('memberships', 'off'))
    ;(await client.get(LIST).loginAs(await UserFactory.apply('superuser').create())).assertStatus(404)
  })

  test('cost the same number of queries however many there are', async ({ client, assert }) => {
    const user = await keeper()
    await MembershipFactory.merge({ userId: user.id }).create()
    const one = await countQueries(() => client.get(LIST).loginAs(user))
    await MembershipFactory.createMany(30)
    const many = await countQueries(() => client.get(LIST).loginAs(user))
    assert.equal(many.length, one.length)
    assert.isAtMost(many.length, 11)
  })
})
