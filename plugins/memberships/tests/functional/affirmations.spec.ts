import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { UserFactory } from '@pydotorg/platform/testing'
import { DateTime } from 'luxon'
import { MembershipFactory } from '#database/factories/membership_factory'
import Membership from '#models/membership'

const AFFIRM = '/users/membership/affirm/'
const TWO_YEARS_AGO = DateTime.utc().minus({ years: 2 })

test.group('Affirmation of a vote', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('makes a member vote from now on', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await MembershipFactory.merge({ userId: user.id }).create()
    const page = await client.get(AFFIRM).loginAs(user)
    page.assertStatus(200)
    const response = await client.post(AFFIRM).loginAs(user).withCsrfToken().redirects(0)
    response.assertStatus(303)
    response.assertHeader('location', '/users/membership/affirm/done/')
    const { votes, lastVoteAffirmation } = await Membership.findByOrFail('user_id', user.id)
    assert.isTrue(votes)
    assert.isBelow(Math.abs(lastVoteAffirmation!.diffNow().toMillis()), 5_000)
    const done = await client.get('/users/membership/affirm/done/').loginAs(user)
    done.assertStatus(200)
  })

  test('is asked for again when it is over', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await MembershipFactory.merge({ userId: user.id, votes: true, lastVoteAffirmation: TWO_YEARS_AGO }).create()
    for (const path of [AFFIRM, '/users/membership/edit/']) {
      const page = await client.get(path).loginAs(user)
      page.assertTextIncludes('more than a year ago')
    }
    await client.post(AFFIRM).loginAs(user).withCsrfToken()
    const membership = await Membership.findByOrFail('user_id', user.id)
    assert.isFalse(membership.needsVoteAffirmation)
    const edit = await client.get('/users/membership/edit/').loginAs(user)
    assert.notInclude(edit.text(), 'more than a year ago')
  })

  test('is nothing that somebody without a membership can give', async ({ client }) => {
    const user = await UserFactory.create()
    const response = await client.post(AFFIRM).loginAs(user).withCsrfToken()
    response.assertStatus(404)
  })

  test('is dated by the first save of who votes', async ({ assert }) => {
    const membership = await MembershipFactory.merge({ votes: true }).create()
    assert.isBelow(Math.abs(membership.lastVoteAffirmation!.diffNow().toMillis()), 5_000)
    const dated = await MembershipFactory.merge({ votes: true, lastVoteAffirmation: TWO_YEARS_AGO }).create()
    assert.equal(dated.lastVoteAffirmation?.toMillis(), TWO_YEARS_AGO.toMillis())
    const silent = await MembershipFactory.create()
    assert.notExists(silent.lastVoteAffirmation)
  })
})
