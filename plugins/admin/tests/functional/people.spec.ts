import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type { ApiRequest } from '@japa/api-client'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import { Group, User } from '@pydotorg/platform/identity'
import { UserFactory } from '@pydotorg/platform/testing'

const USERS = '/admin/manage/admin/users/'
const GROUPS = '/admin/manage/admin/groups/'

const proved = { 'identity.proved_at': Date.now() }
const sent = (request: ApiRequest, user: User) => request.loginAs(user).withSession(proved).withCsrfToken().redirects(0)

async function keeper(): Promise<User> {
  const user = await UserFactory.apply('staff').create()
  await db.table('user_permissions').insert({ user_id: user.id, permission: 'admin.manage_people' })
  return user
}

test.group('Accounts among the screens of staff', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('ask for a fresh proof before they are opened, and keep what was typed when it grew old', async ({
    client,
    assert,
  }) => {
    const [user, other] = [await UserFactory.apply('superuser').create(), await UserFactory.create()]
    const opened = await client.get(`${USERS}${other.id}/`).loginAs(user).redirects(0)
    assert.match(String(opened.header('location')), /^\/accounts\/.+next=/)
    const typed = await client.post(`${USERS}${other.id}/`).loginAs(user).withCsrfToken().form({ firstName: 'Grace' })
    typed.assertStatus(422)
    typed.assertTextIncludes('Confirm that it is you')
    typed.assertTextIncludes('value="Grace"')
  })

  test('are given groups and permissions by superusers, with an entry in the log', async ({ client, assert }) => {
    const [user, other] = [await UserFactory.apply('superuser').create(), await UserFactory.create()]
    const moderators = await Group.create({ name: 'Moderators' })
    const response = await sent(client.post(`${USERS}${other.id}/`), user).form({
      ...{ 'isActive': 'true', 'isStaff': 'true', 'groups[]': [String(moderators.id)] },
      'permissions[]': ['admin.manage_people'],
    })
    response.assertStatus(303)
    const now = await (await User.findOrFail(other.id)).loadAccess()
    assert.isTrue(now.isStaff)
    assert.deepEqual(now.groups, ['Moderators'])
    assert.isTrue(now.can('admin.manage_people'))
    const { entries } = await (await app.container.make(AuditLog)).page({ subject: { type: 'user', id: other.id } })
    assert.containsSubset(entries[0], {
      action: 'platform.user.update',
      actor: { id: user.id },
      after: { isStaff: true },
    })
  })

  test('are raised by nobody who is no superuser, whatever they send', async ({ client, assert }) => {
    const [user, other, superuser] = [
      await keeper(),
      await UserFactory.create(),
      await UserFactory.apply('superuser').create(),
    ]
    const raised = { isActive: 'true', isStaff: 'true', isSuperuser: 'true', firstName: 'Grace' }
    const response = await sent(client.post(`${USERS}${other.id}/`), user).form(raised)
    response.assertStatus(303)
    await other.refresh()
    assert.containsSubset(other.$attributes, { isStaff: false, isSuperuser: false, firstName: 'Grace' })
    const refused = await sent(client.post(`${USERS}${superuser.id}/`), user).form({ firstName: 'Mallory' })
    refused.assertStatus(422)
    refused.assertTextIncludes('Only a superuser changes the account of one.')
    const made = await sent(client.post(`${GROUPS}new/`), user).form({
      'name': 'Mine',
      'permissions[]': ['admin.manage_people'],
    })
    assert.equal(made.status() === 303 ? (await Group.findBy('name', 'Mine'))?.name : 'none', 'none')
  })

  test('keep the last superuser, and nobody locks themselves out', async ({ client, assert }) => {
    const user = await UserFactory.apply('superuser').create()
    const response = await sent(client.post(`${USERS}${user.id}/`), user).form({ isSuperuser: 'true' })
    response.assertStatus(422)
    response.assertTextIncludes('You cannot take this away from yourself')
    assert.isTrue((await User.findOrFail(user.id)).isActive)
  })

  test('are found by {index}, however many there are')
    .with([
      { index: 'admin_users_staff', condition: 'is_staff = true' },
      { index: 'admin_users_superusers', condition: 'is_superuser = true' },
      { index: 'admin_users_inactive', condition: 'is_active = false' },
      { index: 'admin_users_names', condition: "(username ilike '%lovelace%' or email ilike '%lovelace%')" },
    ])
    .run(async ({ assert }, { index, condition }) => {
      // The table of a test is too small for an index to be worth it.
      await db.rawQuery('set local enable_seqscan = off')
      const order = index === 'admin_users_names' ? '' : 'order by date_joined desc, id desc limit 51'
      const { rows } = (await db.rawQuery(`explain select * from users where ${condition} ${order}`)) as {
        rows: { 'QUERY PLAN': string }[]
      }
      assert.include(rows.map((row) => row['QUERY PLAN']).join('\n'), index)
    })

  test('are made and deleted by nobody here', async ({ client }) => {
    const user = await UserFactory.apply('superuser').create()
    const form = await sent(client.get(`${USERS}new/`), user)
    form.assertStatus(403)
    const deletion = await sent(client.post(`${USERS}${user.id}/delete/`), user).form({})
    deletion.assertStatus(403)
  })
})

test.group('Groups among the screens of staff', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are made with what their members may do, and told with who goes when they are deleted', async ({
    client,
    assert,
  }) => {
    const [user, member] = [await UserFactory.apply('superuser').create(), await UserFactory.create()]
    const made = await sent(client.post(`${GROUPS}new/`), user).form({
      'name': 'Keepers',
      'permissions[]': ['admin.manage_people'],
    })
    made.assertStatus(303)
    const keepers = await Group.findByOrFail('name', 'Keepers')
    await db.table('group_members').insert({ group_id: keepers.id, user_id: member.id })
    const asked = await sent(client.get(`${GROUPS}${keepers.id}/delete/`), user)
    asked.assertTextIncludes('Group members: 1')
    asked.assertTextIncludes('Group permissions: 1')
    const taken = await sent(client.post(`${GROUPS}new/`), user).form({ name: 'keepers' })
    taken.assertTextIncludes('There is a group of this name.')
    const deleted = await sent(client.post(`${GROUPS}${keepers.id}/delete/`), user).form({})
    deleted.assertStatus(303)
    assert.isNull(await Group.find(keepers.id))
  })
})
