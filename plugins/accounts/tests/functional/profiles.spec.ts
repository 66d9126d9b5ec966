import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { switchFeature, UserFactory } from '@pydotorg/platform/testing'
import type { ApiClient } from '@japa/api-client'
import type { User } from '@pydotorg/platform/identity'
import { test } from '@japa/runner'
import { UNTOUCHED } from '#tests/trap'

test.group('A profile', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('is public, under the name in any case, without a session', async ({ client, assert }) => {
    const person = await UserFactory.merge({
      username: 'Ada.L',
      firstName: 'Ada',
      lastName: 'Lovelace',
      bio: '<b>spam</b>',
    }).create()
    const response = await client.get('/users/ada.l/')
    response.assertStatus(200)
    response.assertTextIncludes('<h1>Ada Lovelace</h1>')
    assert.notInclude(response.text(), person.email)
    assert.notInclude(response.text(), 'spam')
    assert.notInclude(response.text(), 'Edit the profile')
  })

  test('that is hidden is not found, but for its owner', async ({ client }) => {
    const hidden = [
      await UserFactory.merge({ publicProfile: false }).create(),
      await UserFactory.merge({ searchVisibility: 'private' }).create(),
    ]
    const staff = await UserFactory.apply('superuser').create()
    for (const person of hidden) {
      const path = `/users/${person.username}/`
      ;(await client.get(path)).assertStatus(404)
      ;(await client.get(path).loginAs(staff)).assertStatus(404)
      const own = await client.get(path).loginAs(person)
      own.assertStatus(200)
      own.assertTextIncludes('Nobody but you can open this page.')
      own.assertTextIncludes('href="/users/edit/"')
    }
    const inactive = await UserFactory.apply('inactive').create()
    ;(await client.get(`/users/${inactive.username}/`)).assertStatus(404)
    ;(await client.get('/users/nobody-at-all/')).assertStatus(404)
  })

  test('shows the e-mail address to whom its owner wants', async ({ client, assert }) => {
    const reader = await UserFactory.create()
    const sees = async (person: User, by?: User) => {
      const request = client.get(`/users/${person.username}/`)
      return (await (by ? request.loginAs(by) : request)).text().includes(person.email)
    }
    for (const [emailPrivacy, guest, signedIn] of [
      ['public', true, true],
      ['private', false, true],
      ['never', false, false],
    ] as const) {
      const person = await UserFactory.merge({ emailPrivacy }).create()
      assert.deepEqual([await sees(person), await sees(person, reader)], [guest, signedIn], emailPrivacy)
      assert.isTrue(await sees(person, person))
    }
  })

  test('says whether somebody is a member of the PSF, while memberships are on', async ({
    client,
    assert,
    cleanup,
  }) => {
    const [member, other] = [await UserFactory.create(), await UserFactory.create()]
    await db.table('memberships_memberships').insert({
      user_id: member.id,
      legal_name: 'Ada Lovelace',
      preferred_name: 'Ada',
      email: member.email,
    })
    const factOf = async ({ username }: User) => {
      const page = (await client.get(`/users/${username}/`)).text()
      return /<dt>PSF member<\/dt>\s*<dd>(\w+)<\/dd>/.exec(page)?.[1]
    }
    assert.deepEqual([await factOf(member), await factOf(other)], ['Yes', 'No'])
    cleanup(await switchFeature('memberships', 'off'))
    assert.isUndefined(await factOf(member))
  })

  test('escapes what its owner calls themselves', async ({ client, assert }) => {
    const person = await UserFactory.merge({ firstName: '<script>alert(1)</script>' }).create()
    const response = await client.get(`/users/${person.username}/`)
    assert.notInclude(response.text(), '<script>alert')
  })
})

test.group('Editing a profile', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  const FORM = {
    username: 'ada',
    first_name: ' Ada ',
    last_name: 'Lovelace',
    bio: 'Mathematics.',
    search_visibility: 'private',
    email_privacy: 'public',
    public_profile: 'true',
    ...UNTOUCHED,
  }
  const edit = (client: ApiClient, user: User, changes: Record<string, string> = {}) =>
    client
      .post('/users/edit/')
      .loginAs(user)
      .form({ ...FORM, ...changes })
      .withCsrfToken()
      .redirects(0)

  test('keeps what was told, and nothing else', async ({ client, assert }) => {
    const user = await UserFactory.merge({ username: 'ada' }).create()
    const response = await edit(client, user, { is_staff: 'true', email: 'other@example.org', id: '1' })
    response.assertStatus(303)
    response.assertHeader('location', '/users/ada/')
    const { email } = user
    await user.refresh()
    assert.include(user.serialize(), {
      firstName: 'Ada',
      lastName: 'Lovelace',
      bio: 'Mathematics.',
      isStaff: false,
      email,
    })
    assert.include(user.serialize(), { searchVisibility: 'private', emailPrivacy: 'public', publicProfile: true })
  })

  test('takes an empty name and an unticked box', async ({ client, assert }) => {
    const user = await UserFactory.merge({ firstName: 'Ada', bio: 'x' }).create()
    const form = { ...FORM, first_name: '', bio: '', public_profile: undefined }
    await client.post('/users/edit/').loginAs(user).form(form).withCsrfToken().redirects(0)
    await user.refresh()
    assert.include(user.serialize(), { firstName: '', bio: '', publicProfile: false })
  })

  test('takes another username that is free, also the own one in another case', async ({ client, assert }) => {
    const user = await UserFactory.merge({ username: 'ada' }).create()
    ;(await edit(client, user, { username: 'Ada' })).assertHeader('location', '/users/Ada/')
    ;(await edit(client, user, { username: 'countess' })).assertHeader('location', '/users/countess/')
    assert.equal((await user.refresh()).username, 'countess')
  })

  test('refuses a username of somebody else, a reserved one, and values that there are not', async ({
    client,
    assert,
  }) => {
    await UserFactory.merge({ username: 'Guido' }).create()
    const user = await UserFactory.merge({ username: 'ada' }).create()
    for (const username of ['guido', 'nominations', 'not a name', '']) {
      const response = await edit(client, user, { username })
      response.assertStatus(303)
      assert.property(response.flashMessage('inputErrorsBag'), 'username')
      assert.equal(response.flashMessage('first_name'), 'Ada')
    }
    const values = await edit(client, user, { email_privacy: 'friends', search_visibility: '1' })
    assert.properties(values.flashMessage('inputErrorsBag'), ['email_privacy', 'search_visibility'])
    assert.equal((await user.refresh()).username, 'ada')
  })

  test('shows what was typed once more', async ({ client }) => {
    const user = await UserFactory.merge({ username: 'ada' }).create()
    const response = await client
      .post('/users/edit/')
      .loginAs(user)
      .header('referer', `${process.env.APP_URL}/users/edit/`)
      .form({ ...FORM, username: 'a b', bio: '</textarea><script>' })
      .withCsrfToken()
    response.assertStatus(200)
    response.assertTextIncludes('value="a b"')
    response.assertTextIncludes('&lt;/textarea&gt;&lt;script&gt;')
    response.assertTextIncludes('aria-describedby="username-error username-help"')
  })

  test('is for who is signed in, with the token of the session, and for no program', async ({ client, assert }) => {
    const guest = await client.get('/users/edit/').redirects(0)
    guest.assertHeader('location', '/accounts/login/?next=%2Fusers%2Fedit%2F')
    const user = await UserFactory.merge({ username: 'ada' }).create()
    await client.post('/users/edit/').loginAs(user).form(FORM).redirects(0)
    const program = await client.post('/users/edit/').loginAs(user).form({ username: 'ada' }).withCsrfToken()
    program.assertStatus(400)
    assert.equal((await user.refresh()).firstName, '')
  })
})

test.group('The account page', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('leads to everything there is, and every entry answers', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const page = await client.get('/accounts/').loginAs(user)
    page.assertStatus(200)
    const paths = [...page.text().matchAll(/<h3><a href="([^"]+)"/g)].map(([, path]) => path!)
    assert.includeMembers(paths, ['/users/edit/', '/accounts/email/', '/accounts/password/change/'])
    for (const path of paths) {
      const answer = await client.get(path).loginAs(user).withSession({ 'identity.proved_at': Date.now() })
      assert.equal(answer.status(), 200, path)
    }
  })

  test('has a short address, and is for who is signed in', async ({ client }) => {
    const short = await client.get('/account').redirects(0)
    short.assertHeader('location', '/accounts/')
    const guest = await client.get('/accounts/').redirects(0)
    guest.assertHeader('location', '/accounts/login/?next=%2Faccounts%2F')
  })
})
