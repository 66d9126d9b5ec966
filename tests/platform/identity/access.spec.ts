import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { Group, User } from '@pydotorg/platform/identity'
import { countQueries, UserFactory } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'

async function moderators(): Promise<Group> {
  const group = await Group.create({ name: 'Job Board Admin' })
  await db.table('group_permissions').insert({ group_id: group.id, permission: 'jobs.moderate' })
  return group
}

test.group('Access', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('comes from groups and from the person', async ({ assert }) => {
    const user = await UserFactory.create()
    await (await moderators()).related('members').attach([user.id])
    await db.table('user_permissions').insert({ user_id: user.id, permission: 'events.moderate' })
    await user.loadAccess()
    assert.deepEqual(user.groups, ['Job Board Admin'])
    assert.isTrue(user.can('jobs.moderate'))
    assert.isTrue(user.can('events.moderate'))
    assert.isFalse(user.can('sponsors.publish'))
  })

  test('is everything for a superuser and nothing for who is inactive', async ({ assert }) => {
    const superuser = await UserFactory.apply('superuser').create()
    assert.isTrue(superuser.can('anything.at_all'))
    const gone = await UserFactory.apply('superuser').apply('inactive').create()
    assert.isFalse(gone.can('anything.at_all'))
  })

  test('must be read before it is asked for', async ({ assert }) => {
    const user = await UserFactory.create()
    assert.throws(() => user.can('jobs.moderate'), /loadAccess/)
  })

  test('takes one query', async ({ assert }) => {
    const user = await UserFactory.create()
    const queries = await countQueries(async () => {
      await user.loadAccess()
      await user.loadAccess()
    })
    assert.lengthOf(queries, 1)
  })

  test('is read with the account in one query', async ({ assert }) => {
    const { id } = await UserFactory.create()
    await (await moderators()).related('members').attach([id])
    let user: User | null = null
    const queries = await countQueries(async () => {
      user = await User.findWithAccess(id)
      await user?.loadAccess()
    })
    assert.lengthOf(queries, 1)
    assert.deepEqual(user!.groups, ['Job Board Admin'])
    assert.isTrue(user!.can('jobs.moderate'))
    assert.isNull(await User.findWithAccess(id + 1))
  })

  test('names and addresses are unique whatever their case', async ({ assert }) => {
    await UserFactory.merge({ username: 'Guido', email: 'guido@example.org' }).create()
    const twin = User.create({ username: 'guido', email: 'other@example.org' })
    await assert.rejects(() => twin, /users_username_unique/)
  })
})
