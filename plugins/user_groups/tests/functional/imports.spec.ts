import testUtils from '@adonisjs/core/services/test_utils'
import { importedAgain, importOf, UserFactory } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import UserGroup from '#models/user_group'

const LIST = '/admin/manage/user_groups/groups/'

const facts = async () =>
  (await UserGroup.query().orderBy('url')).map(({ name, location, url, urlType, startDate }) => {
    return { name, location, url, urlType, startDate: startDate?.toISODate() ?? null }
  })

test.group('Imports of user groups', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('have all that an export wrote as {$self}')
    .with(['csv', 'json'] as const)
    .run(async ({ client, assert }, format) => {
      const user = await UserFactory.apply('superuser').create()
      const startDate = DateTime.utc(2015, 4, 23)
      await UserGroup.createMany([
        { name: 'PyOne', location: 'Exampleton; here', url: 'https://one.example/', urlType: 'meetup', startDate },
        { name: '-Two', location: '', url: 'https://two.example/?a=1,2', urlType: 'distribution_list' },
      ])
      const before = await facts()
      const answer = await importedAgain({ client, user, list: LIST }, format, () => UserGroup.query().delete())
      answer.assertHeader('location', LIST)
      assert.deepEqual(await facts(), before)
    })

  test('put no group on the public list, and take none off it', async ({ client, assert }) => {
    const user = await UserFactory.apply('superuser').create()
    const url = 'https://one.example/'
    const approved = await UserGroup.create({ name: 'One', location: '', url, urlType: 'meetup', approved: true })
    const text = `Name,Place,Address,Kind,Stands\nOne,Here,${url},Meetup,Waits\nNew,,https://new.example/,meetup,Approved\n`
    const { preview, take } = await importOf({ client, user, list: LIST }, text)
    preview.assertTextIncludes('Columns that are not read: Stands.')
    ;(await take()).assertHeader('location', LIST)
    assert.containsSubset(await approved.refresh(), { location: 'Here', approved: true })
    assert.isFalse((await UserGroup.findByOrFail('name', 'New')).approved)
  })
})
