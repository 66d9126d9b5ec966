import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import type { User } from '@pydotorg/platform/identity'
import { switchFeature, UserFactory } from '@pydotorg/platform/testing'
import { UserGroupFactory } from '#database/factories/user_group_factory'
import UserGroup from '#models/user_group'

const PROPOSE = '/community/user-groups/propose/'

const GROUP = {
  name: 'Group of Exampleton',
  location: 'Exampleton, Exampleland',
  url: 'https://group.example.org/',
  url_type: 'meetup',
  start_date: '2012-01-31',
  email_body_text: 'write your message',
}

const propose = (client: ApiClient, user: User, form: Record<string, string>) =>
  client.post(PROPOSE).loginAs(user).withCsrfToken().redirects(0).form(form)

test.group('Proposals of user groups', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('wait for a moderator, and are thanked for', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const page = await client.get(PROPOSE).loginAs(user)
    page.assertStatus(200)
    const response = await propose(client, user, GROUP)
    response.assertStatus(303)
    response.assertHeader('location', `${PROPOSE}thanks/`)
    const proposed = await UserGroup.query().firstOrFail()
    assert.containsSubset(proposed.$attributes, {
      name: 'Group of Exampleton',
      location: 'Exampleton, Exampleland',
      url: 'https://group.example.org/',
      urlType: 'meetup',
      approved: false,
      trusted: false,
      creatorId: user.id,
    })
    assert.equal(proposed.startDate?.toISODate(), '2012-01-31')
    const thanks = await client.get(`${PROPOSE}thanks/`).loginAs(user)
    thanks.assertStatus(200)
    const list = await client.get('/community/user-groups/')
    assert.notInclude(list.text(), 'Group of Exampleton')
  })

  test('never approve themselves, whoever sends them', async ({ client, assert }) => {
    const user = await UserFactory.apply('superuser').create()
    await propose(client, user, { ...GROUP, approved: 'true', trusted: 'true', id: '7', creator_id: '1' })
    const proposed = await UserGroup.query().firstOrFail()
    assert.isFalse(proposed.approved)
    assert.isFalse(proposed.trusted)
    assert.equal(proposed.creatorId, user.id)
  })

  test('need neither place nor day', async ({ client, assert }) => {
    await propose(client, await UserFactory.create(), { ...GROUP, location: '', start_date: '' })
    const proposed = await UserGroup.query().firstOrFail()
    assert.equal(proposed.location, '')
    assert.isNull(proposed.startDate)
  })

  test('are led back to the form with what was typed', async ({ client, assert }) => {
    const form = { ...GROUP, name: '', url: 'group.example.org', url_type: 'party' }
    const response = await propose(client, await UserFactory.create(), form)
    response.assertStatus(303)
    response.assertHeader('location', PROPOSE)
    assert.deepEqual(response.flashMessage('inputErrorsBag'), {
      name: ['Write what the group is called.'],
      url: ['Write a whole address that begins with https:// or http://.'],
      url_type: ['Choose what stands behind the address.'],
    })
    assert.equal(response.flashMessage('location'), GROUP.location)
    assert.lengthOf(await UserGroup.all(), 0)
  })

  test('are refused for an address that is known, however it is written', async ({ client, assert }) => {
    await UserGroupFactory.merge({ url: 'https://group.example.org/' }).create()
    for (const url of ['https://group.example.org/', 'https://group.example.org', 'HTTPS://Group.Example.org']) {
      const response = await propose(client, await UserFactory.create(), { ...GROUP, url })
      assert.deepEqual(response.flashMessage('inputErrorsBag'), {
        url: ['A group with this address is listed already, or waits for a moderator.'],
      })
    }
    assert.lengthOf(await UserGroup.all(), 1)
  })

  test('of one person are five at the most that wait', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const [first] = await UserGroupFactory.merge({ creatorId: user.id }).createMany(5)
    const refused = await propose(client, user, GROUP)
    assert.property(refused.flashMessage('inputErrorsBag'), 'name')
    await first!.merge({ approved: true }).save()
    const taken = await propose(client, user, GROUP)
    taken.assertHeader('location', `${PROPOSE}thanks/`)
    assert.lengthOf(await UserGroup.all(), 6)
  })

  test('outlive the account of who made them', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await propose(client, user, GROUP)
    await user.delete()
    assert.isNull((await UserGroup.query().firstOrFail()).creatorId)
  })

  test('come from people who are signed in', async ({ client, assert }) => {
    for (const path of [PROPOSE, `${PROPOSE}thanks/`]) {
      const response = await client.get(path).redirects(0)
      response.assertStatus(303)
      assert.match(String(response.header('location')), /^\/accounts\/login\//)
    }
    const written = await client.post(PROPOSE).withCsrfToken().redirects(0).form(GROUP)
    assert.match(String(written.header('location')), /^\/accounts\/login\//)
    assert.lengthOf(await UserGroup.all(), 0)
  })

  test('do not come from programs that fill in every field, or from another site', async ({ client, assert }) => {
    const user = await UserFactory.create()
    for (const form of [
      { ...GROUP, email_body_text: 'Buy this' },
      { ...GROUP, email_body_text: '' },
    ]) {
      const response = await propose(client, user, form)
      response.assertStatus(400)
    }
    const forged = await client.post(PROPOSE).loginAs(user).redirects(0).form(GROUP)
    forged.assertStatus(302)
    assert.lengthOf(await UserGroup.all(), 0)
  })

  test('are not taken while their feature is off, and the list does not lead to them', async ({
    client,
    assert,
    cleanup,
  }) => {
    cleanup(await switchFeature('user_groups.proposals', 'off'))
    const user = await UserFactory.create()
    const page = await client.get(PROPOSE).loginAs(user)
    page.assertStatus(404)
    const response = await propose(client, user, GROUP)
    response.assertStatus(404)
    const list = await client.get('/community/user-groups/')
    list.assertStatus(200)
    assert.notInclude(list.text(), PROPOSE)
  })
})
