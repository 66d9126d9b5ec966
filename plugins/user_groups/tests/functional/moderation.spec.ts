import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type { ApiRequest } from '@japa/api-client'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import type { User } from '@pydotorg/platform/identity'
import { countQueries, switchFeature, UserFactory } from '@pydotorg/platform/testing'
import { DateTime } from 'luxon'
import { UserGroupFactory } from '#database/factories/user_group_factory'
import UserGroup from '#models/user_group'

const LIST = '/community/user-groups/'
const MODERATE = '/admin/manage/user_groups/groups/'

const FORM = {
  name: 'Snakes of Exampleton',
  location: 'Exampleton',
  url: 'https://snakes.example.org/',
  urlType: 'meetup',
}

async function moderator(): Promise<User> {
  const user = await UserFactory.apply('staff').create()
  await db.table('user_permissions').insert({ user_id: user.id, permission: 'user_groups.moderate' })
  return user
}

const sent = (request: ApiRequest, user: User) => request.loginAs(user).withCsrfToken().redirects(0)
const rowsOf = (html: string) => [...html.matchAll(/data-admin-row\s*>\s*([^<]+?)\s*</g)].map(([, name]) => name)

async function entriesOf(id: number) {
  const audit = await app.container.make(AuditLog)
  const { entries } = await audit.page({ subject: { type: 'user_group', id } })
  return entries
}

test.group('Moderation of user groups', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('begins at the dashboard, with what waits longest and who proposed it', async ({ client, assert }) => {
    const proposer = await UserFactory.create()
    const day = (days: number) => ({ createdAt: DateTime.utc(2026, 1, days) })
    await UserGroupFactory.merge({ name: 'Second', ...day(2) }).create()
    await UserGroupFactory.merge({ name: 'First', creatorId: proposer.id, ...day(1) }).create()
    await UserGroupFactory.merge({ name: 'Listed' }).apply('approved').create()
    const user = await moderator()
    const dashboard = (await client.get('/admin/').loginAs(user)).text()
    assert.include(dashboard, 'Proposed user groups')
    assert.include(dashboard, `${MODERATE}?f_approved=no`)
    const waiting = (await client.get(`${MODERATE}?f_approved=no&order=createdAt`).loginAs(user)).text()
    assert.deepEqual(rowsOf(waiting), ['First', 'Second'])
    assert.include(waiting, proposer.username)
    const found = await client.get(MODERATE).qs({ q: 'second' }).loginAs(user)
    assert.deepEqual(rowsOf(found.text()), ['Second'])
  })

  test('{action} makes {mark} {now}, leaves the other mark alone, and is noted')
    .with([
      { action: 'approve', mark: 'approved', now: true },
      { action: 'revoke', mark: 'approved', now: false },
      { action: 'trust', mark: 'trusted', now: true },
      { action: 'distrust', mark: 'trusted', now: false },
    ] as const)
    .run(async ({ client, assert }, { action, mark, now }) => {
      const user = await moderator()
      const before = { approved: true, trusted: true, [mark]: !now }
      const moderated = await UserGroupFactory.merge(before).create()
      const asked = await client
        .get(`${MODERATE}act/`)
        .qs({ action, ids: [moderated.id] })
        .loginAs(user)
      asked.assertTextIncludes(moderated.name)
      const response = await sent(client.post(`${MODERATE}act/`), user).form({ action, ids: [moderated.id] })
      response.assertStatus(303)
      await moderated.refresh()
      assert.deepEqual({ approved: moderated.approved, trusted: moderated.trusted }, { ...before, [mark]: now })
      const [entry, ...more] = await entriesOf(moderated.id)
      assert.lengthOf(more, 0)
      assert.containsSubset(entry, {
        action: `user_groups.group.${action}`,
        actor: { id: user.id, name: user.username },
        before: { [mark]: !now },
        after: { [mark]: now },
      })
    })

  test('approves many at once, and notes nothing for those that are approved', async ({ client, assert }) => {
    const waiting = await UserGroupFactory.createMany(3)
    const listed = await UserGroupFactory.apply('approved').create()
    const ids = [...waiting.map(({ id }) => id), listed.id]
    const done = await sent(client.post(`${MODERATE}act/`), await moderator()).form({ action: 'approve', ids })
    done.assertFlashMessage('notice', 'Approve: done for 3 records, not for 1.')
    assert.lengthOf(await entriesOf(listed.id), 0)
    const shown = (await client.get(LIST)).text()
    for (const { name } of waiting) assert.include(shown, name)
  })

  test('adds and corrects groups, with an entry for each', async ({ client, assert }) => {
    const user = await moderator()
    ;(await sent(client.post(`${MODERATE}new/`), user).form({ ...FORM, startDate: '2012-01-31' })).assertStatus(303)
    const added = await UserGroup.findByOrFail('url', FORM.url)
    assert.containsSubset(added, { approved: false, trusted: false, creatorId: user.id })
    assert.equal(added.startDate?.toISODate(), '2012-01-31')
    const corrected = { ...FORM, name: 'Snakes', location: '', startDate: '' }
    ;(await sent(client.post(`${MODERATE}${added.id}/`), user).form(corrected)).assertStatus(303)
    await added.refresh()
    assert.containsSubset(added, { name: 'Snakes', location: '', startDate: null })
    ;(await sent(client.post(`${MODERATE}${added.id}/`), user).form(corrected)).assertStatus(303)
    const actions = (await entriesOf(added.id)).map(({ action }) => action)
    assert.deepEqual(actions, ['user_groups.group.update', 'user_groups.group.create'])
  })

  test('takes no {field} such as {value}')
    .with([
      { field: 'url', value: 'HTTPS://TAKEN.example.org', says: 'Another group has this address.' },
      { field: 'url', value: 'ftp://example.org', says: 'address of a page' },
      { field: 'startDate', value: '1980-01-01', says: 'Python is not that old.' },
      { field: 'startDate', value: '2100-01-01', says: 'Choose a day that has come.' },
      { field: 'urlType', value: 'club', says: 'Choose one of these.' },
    ])
    .run(async ({ client, assert }, { field, value, says }) => {
      await UserGroupFactory.merge({ url: 'https://taken.example.org/' }).create()
      const form = { ...FORM, [field]: value }
      const refused = await sent(client.post(`${MODERATE}new/`), await moderator()).form(form)
      refused.assertStatus(422)
      refused.assertTextIncludes(says)
      refused.assertTextIncludes('value="Exampleton"')
      assert.isNull(await UserGroup.findBy('name', FORM.name))
    })

  test('deletes for good, and the audit log keeps what it was', async ({ client, assert }) => {
    const moderated = await UserGroupFactory.create()
    const response = await sent(client.post(`${MODERATE}${moderated.id}/delete/`), await moderator()).form({})
    response.assertStatus(303)
    assert.isNull(await UserGroup.find(moderated.id))
    const [entry] = await entriesOf(moderated.id)
    assert.containsSubset(entry, { action: 'user_groups.group.delete', before: { name: moderated.name }, after: null })
  })

  test('is for staff with the permission only', async ({ client, assert }) => {
    const moderated = await UserGroupFactory.create()
    const withPermission = await UserFactory.create()
    await db.table('user_permissions').insert({ user_id: withPermission.id, permission: 'user_groups.moderate' })
    const act = { action: 'approve', ids: [moderated.id] }
    for (const user of [await UserFactory.create(), withPermission, await UserFactory.apply('staff').create()]) {
      ;(await client.get(MODERATE).loginAs(user)).assertStatus(403)
      ;(await sent(client.post(`${MODERATE}act/`), user).form(act)).assertStatus(403)
      ;(await sent(client.post(`${MODERATE}${moderated.id}/`), user).form(FORM)).assertStatus(403)
      ;(await sent(client.post(`${MODERATE}${moderated.id}/delete/`), user).form({})).assertStatus(403)
    }
    const guest = await client.post(`${MODERATE}act/`).withCsrfToken().redirects(0).form(act)
    assert.match(String(guest.header('location')), /^\/accounts\/login\//)
    await moderated.refresh()
    assert.isFalse(moderated.approved)
  })

  test('is told on the list to moderators only', async ({ client, assert }) => {
    await UserGroupFactory.create()
    const shown = await client.get(LIST).loginAs(await moderator())
    shown.assertTextIncludes(`href="${MODERATE}?f_approved=no"`)
    shown.assertTextIncludes('1 waits')
    const hidden = await client.get(LIST).loginAs(await UserFactory.apply('staff').create())
    assert.notInclude(hidden.text(), MODERATE)
    assert.notInclude((await client.get(LIST)).text(), MODERATE)
  })

  test('asks the database no more for ten groups than for one', async ({ client, assert }) => {
    const user = await moderator()
    const proposer = await UserFactory.create()
    await UserGroupFactory.merge({ creatorId: proposer.id }).create()
    const one = await countQueries(() => client.get(MODERATE).loginAs(user))
    await UserGroupFactory.merge({ creatorId: proposer.id }).createMany(9)
    const ten = await countQueries(() => client.get(MODERATE).loginAs(user))
    assert.equal(ten.length, one.length)
    assert.isAtMost(ten.length, 11)
  })

  test('is not found while the plugin is off', async ({ client, cleanup }) => {
    cleanup(await switchFeature('user_groups', 'off'))
    const response = await client.get(MODERATE).loginAs(await UserFactory.apply('superuser').create())
    response.assertStatus(404)
  })
})
