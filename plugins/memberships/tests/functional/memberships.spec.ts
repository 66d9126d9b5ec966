import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiRequest } from '@japa/api-client'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import type { User } from '@pydotorg/platform/identity'
import { switchFeature, UserFactory } from '@pydotorg/platform/testing'
import { MembershipFactory } from '#database/factories/membership_factory'
import Membership from '#models/membership'
import { EDITING, JOINING } from '#tests/membership_form'

const CREATE = '/users/membership/'
const EDIT = '/users/membership/edit/'
const MEMBERS_ONLY = [EDIT, '/users/membership/thanks/', '/users/membership/affirm/', '/users/membership/affirm/done/']

const sent = (request: ApiRequest, user: User) => request.loginAs(user).withCsrfToken().redirects(0)

test.group('Joining', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('shows a form with the name and the address of the account', async ({ client, assert }) => {
    const user = await UserFactory.merge({ firstName: 'Ada', lastName: 'King', email: 'ada@example.org' }).create()
    const response = await client.get(CREATE).loginAs(user)
    response.assertStatus(200)
    assert.match(response.text(), /name="legal_name"[^>]*value="Ada King"/)
    assert.match(response.text(), /name="email_address"[^>]*value="ada@example\.org"/)
    assert.include(response.text(), 'name="psf_code_of_conduct"')
    response.assertHeader('cache-control', 'private, no-store')
  })

  test('makes a basic member who accepted the code of conduct', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const response = await sent(client.post(CREATE), user).form(JOINING)
    response.assertStatus(303)
    response.assertHeader('location', '/users/membership/thanks/')
    const membership = await Membership.findByOrFail('user_id', user.id)
    assert.containsSubset(membership.$attributes, {
      type: 'basic',
      legalName: 'Ada King',
      preferredName: 'Ada',
      email: 'ada@example.org',
      city: 'London',
      region: 'Greater London',
      country: 'United Kingdom',
      postalCode: 'W1J 7NT',
      psfCodeOfConduct: true,
      psfAnnouncements: false,
      votes: false,
      lastVoteAffirmation: null,
    })
    const thanks = await client.get('/users/membership/thanks/').loginAs(user)
    thanks.assertStatus(200)
    thanks.assertTextIncludes('Welcome, Ada')
  })

  test('takes neither a level nor a vote from the form', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await sent(client.post(CREATE), user).form({
      ...JOINING,
      type: 'fellow',
      membership_type: '5',
      votes: 'true',
      user_id: '1',
    })
    const membership = await Membership.findByOrFail('user_id', user.id)
    assert.equal(membership.type, 'basic')
    assert.isFalse(membership.votes)
  })

  test('asks for {field}, and keeps what was typed')
    .with([
      { field: 'psf_code_of_conduct', message: 'Accept the code of conduct to become a member.' },
      { field: 'legal_name', message: 'Write your legal name.' },
      { field: 'preferred_name', message: 'Write what the Foundation shall call you.' },
      { field: 'email_address', message: 'Write an e-mail address at which the Foundation reaches you.' },
      { field: 'city', message: 'Write the place where you live.' },
      { field: 'region', message: 'Write the state, province or region where you live.' },
      { field: 'country', message: 'Write the country where you live.' },
      { field: 'postal_code', message: 'Write your postal code, or “none”.' },
    ])
    .run(async ({ client, assert }, { field, message }) => {
      const user = await UserFactory.create()
      const response = await sent(client.post(CREATE), user)
        .form({ ...JOINING, [field]: '' })
        .header('referer', CREATE)
      response.assertStatus(303)
      response.assertHeader('location', CREATE)
      assert.deepEqual(response.flashMessage('inputErrorsBag'), { [field]: [message] })
      const typed = field === 'city' ? 'country' : 'city'
      assert.equal(response.flashMessage(typed), JOINING[typed])
      assert.isNull(await Membership.findBy('user_id', user.id))
    })

  test('refuses {field} {what}')
    .with([
      { field: 'legal_name', what: 'of 101 characters', value: 'a'.repeat(101) },
      { field: 'email_address', what: 'that is none', value: 'ada' },
      { field: 'postal_code', what: 'of 21 characters', value: '1'.repeat(21) },
      { field: 'psf_code_of_conduct', what: 'that says no', value: 'false' },
    ])
    .run(async ({ client, assert }, { field, value }) => {
      const user = await UserFactory.create()
      const response = await sent(client.post(CREATE), user).form({ ...JOINING, [field]: value })
      assert.property(response.flashMessage('inputErrorsBag'), field)
      assert.isNull(await Membership.findBy('user_id', user.id))
    })

  test('leads members to the form for editing, and keeps what they have', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await MembershipFactory.merge({ userId: user.id, city: 'Paris' }).create()
    const page = await client.get(CREATE).loginAs(user).redirects(0)
    page.assertStatus(302)
    page.assertHeader('location', EDIT)
    const again = await sent(client.post(CREATE), user).form(JOINING)
    again.assertStatus(303)
    again.assertHeader('location', EDIT)
    assert.equal((await Membership.findByOrFail('user_id', user.id)).city, 'Paris')
  })

  test('refuses programs that fill in every field, or leave one out', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await MembershipFactory.merge({ userId: user.id, city: 'Paris' }).create()
    for (const [path, form] of [
      [CREATE, { ...JOINING, email_body_text: 'Buy this' }],
      [EDIT, { ...EDITING, email_body_text: 'Buy this' }],
      [EDIT, { ...EDITING, email_body_text: '' }],
    ] as const) {
      const response = await sent(client.post(path), user).form(form)
      response.assertStatus(400)
    }
    assert.equal((await Membership.findByOrFail('user_id', user.id)).city, 'Paris')
  })
})

test.group('Editing', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('shows what the member told, and no way to withdraw consent', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await MembershipFactory.merge({ userId: user.id, city: 'Paris' }).create()
    const response = await client.get(EDIT).loginAs(user)
    response.assertStatus(200)
    assert.match(response.text(), /name="city"[^>]*value="Paris"/)
    assert.notInclude(response.text(), 'psf_code_of_conduct')
    response.assertTextIncludes('Edit your PSF basic membership')
  })

  test('saves, and leaves level, consent and vote alone', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await MembershipFactory.merge({ userId: user.id }).apply('fellow').apply('voting').create()
    const form = { ...EDITING, city: 'Paris', psf_code_of_conduct: 'false', type: 'basic', votes: 'false' }
    const response = await sent(client.post(EDIT), user).form(form)
    response.assertStatus(303)
    response.assertHeader('location', EDIT)
    response.assertFlashMessage('notice', 'Your details are saved.')
    assert.containsSubset((await Membership.findByOrFail('user_id', user.id)).$attributes, {
      city: 'Paris',
      type: 'fellow',
      psfCodeOfConduct: true,
      votes: true,
    })
  })

  test('refuses what is wrong, and keeps what was', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await MembershipFactory.merge({ userId: user.id, city: 'Paris' }).create()
    const response = await sent(client.post(EDIT), user).form({ ...EDITING, city: '' })
    assert.deepEqual(response.flashMessage('inputErrorsBag'), { city: ['Write the place where you live.'] })
    assert.equal((await Membership.findByOrFail('user_id', user.id)).city, 'Paris')
  })

  test('is for members only, as is all that follows from it', async ({ client }) => {
    const user = await UserFactory.create()
    for (const path of MEMBERS_ONLY) {
      const response = await client.get(path).loginAs(user)
      response.assertStatus(404)
      response.assertTextIncludes('This account has no membership')
    }
    const response = await sent(client.post(EDIT), user).form(EDITING)
    response.assertStatus(404)
  })
})

test.group('Ending', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  const address = (username: string) => `/users/membership/delete/${username}/`

  for (const method of ['POST', 'DELETE']) {
    test(`deletes the own membership (${method}), whatever the case of the name`, async ({ client, assert }) => {
      const user = await UserFactory.merge({ username: 'Ada.K+1@x' }).create()
      await MembershipFactory.merge({ userId: user.id }).create()
      const path = address('ada.k+1@X')
      const response = await client.request(path, method).loginAs(user).withCsrfToken().redirects(0)
      response.assertStatus(303)
      response.assertHeader('location', '/users/ada.k%2B1%40X/')
      assert.isNull(await Membership.findBy('user_id', user.id))
    })
  }

  test('is refused to others, whether there is something to end or not', async ({ client, assert }) => {
    const [user, member, nobody] = await UserFactory.createMany(3)
    await MembershipFactory.merge({ userId: member!.id }).create()
    for (const name of [member!.username, nobody!.username, 'no_such_person']) {
      const response = await sent(client.post(address(name)), user!).form({})
      response.assertStatus(403)
    }
    assert.isNotNull(await Membership.findBy('user_id', member!.id))
  })

  test('by a superuser is noted in the audit log, by the member is not', async ({ client, assert }) => {
    const superuser = await UserFactory.apply('superuser').create()
    const [member, other] = await UserFactory.createMany(2)
    const { id } = await MembershipFactory.merge({ userId: member!.id }).create()
    await MembershipFactory.merge({ userId: other!.id }).create()
    const response = await sent(client.post(address(member!.username)), superuser).form({})
    response.assertStatus(303)
    await sent(client.post(address(other!.username)), other!).form({})
    assert.lengthOf(await Membership.all(), 0)
    const { entries } = await (await app.container.make(AuditLog)).page({ action: 'memberships.membership.delete' })
    assert.lengthOf(entries, 1)
    assert.containsSubset(entries[0], { actor: { id: superuser.id }, subject: { id: String(id) }, before: { id } })
  })

  test('finds nothing where nothing is', async ({ client }) => {
    const user = await UserFactory.create()
    const response = await sent(client.post(address(user.username)), user).form({})
    response.assertStatus(404)
  })

  test('is nothing to read', async ({ client }) => {
    const user = await UserFactory.create()
    const response = await client.get(address(user.username)).loginAs(user)
    response.assertStatus(405)
    response.assertHeader('allow', 'POST, DELETE')
  })

  test('goes with the account', async ({ assert }) => {
    const user = await UserFactory.create()
    await MembershipFactory.merge({ userId: user.id }).create()
    await user.delete()
    assert.isNull(await Membership.findBy('user_id', user.id))
  })
})

test.group('Membership', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('leads guests to the sign-in page', async ({ client, assert }) => {
    for (const path of [CREATE, ...MEMBERS_ONLY]) {
      const response = await client.get(path).redirects(0)
      response.assertStatus(303)
      assert.equal(response.header('location'), `/accounts/login/?next=${encodeURIComponent(path)}`)
    }
    for (const path of [CREATE, EDIT, '/users/membership/affirm/', '/users/membership/delete/ada/']) {
      const response = await client.post(path).withCsrfToken().redirects(0).form(JOINING)
      response.assertStatus(303)
      assert.match(String(response.header('location')), /^\/accounts\/login\//)
    }
    assert.lengthOf(await Membership.all(), 0)
  })

  test('is written by nobody whom another site sends', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const response = await client.post(CREATE).loginAs(user).redirects(0).form(JOINING)
    response.assertStatus(302)
    assert.isNull(await Membership.findBy('user_id', user.id))
  })

  test('is not found while the plugin is off', async ({ client, cleanup }) => {
    cleanup(await switchFeature('memberships', 'off'))
    const user = await UserFactory.create()
    for (const path of ['/membership/', '/psf/membership/', ...MEMBERS_ONLY]) {
      const response = await client.get(path).loginAs(user)
      response.assertStatus(404)
    }
  })
})
