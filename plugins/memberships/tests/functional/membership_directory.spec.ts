import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { freezeTime, test } from '@japa/runner'
import { Contracts } from '@pydotorg/platform/contracts'
import { switchFeature, UserFactory } from '@pydotorg/platform/testing'
import { DateTime } from 'luxon'
import MembershipDirectory from '#contracts/membership_directory'
import { MembershipFactory } from '#database/factories/membership_factory'

async function directory(): Promise<MembershipDirectory> {
  return (await (await app.container.make(Contracts)).optional(MembershipDirectory))!
}

test.group('Directory of members', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('knows members, voting members and higher levels', async ({ assert }) => {
    const [nobody, basic, fellow] = await UserFactory.createMany(3)
    await MembershipFactory.merge({ userId: basic!.id }).create()
    await MembershipFactory.merge({ userId: fellow!.id }).apply('fellow').apply('voting').create()
    const members = await directory()
    for (const [user, ...answers] of [
      [nobody!, false, false, false],
      [basic!, true, false, false],
      [fellow!, true, true, true],
    ] as const) {
      assert.equal(await members.isMember(user.id), answers[0])
      assert.equal(await members.isVotingMember(user.id), answers[1])
      assert.equal(await members.hasHigherLevel(user.id), answers[2])
    }
  })

  test('has nobody vote whose affirmation is over', async ({ assert }) => {
    const user = await UserFactory.create()
    await MembershipFactory.merge({ userId: user.id }).apply('voting').create()
    freezeTime(DateTime.utc().plus({ days: 365 }).toJSDate())
    assert.isTrue(await (await directory()).isVotingMember(user.id))
    freezeTime(DateTime.utc().plus({ days: 2 }).toJSDate())
    assert.isFalse(await (await directory()).isVotingMember(user.id))
  })

  test('is not there while the plugin is off', async ({ assert, cleanup }) => {
    cleanup(await switchFeature('memberships', 'off'))
    assert.isNull(await (await app.container.make(Contracts)).optional(MembershipDirectory))
  })
})
