import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type { ApiRequest } from '@japa/api-client'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import type { User } from '@pydotorg/platform/identity'
import { countQueries, switchFeature, UserFactory } from '@pydotorg/platform/testing'
import { UserGroupFactory } from '#database/factories/user_group_factory'
import UserGroup from '#models/user_group'

const LIST = '/community/user-groups/'
const MODERATE = '/community/user-groups/moderate/'

async function moderator(): Promise<User> {
  const user = await UserFactory.apply('staff').create()
  await db.table('user_permissions').insert({ user_id: user.id, permission: 'user_groups.moderate' })
  return user
}

const sent = (request: ApiRequest, user: User) => request.loginAs(user).withCsrfToken().redirects(0)

async function entriesOf(group: UserGroup) {
  const audit = await app.container.make(AuditLog)
  const { entries } = await audit.page({ subject: { type: 'user_group', id: group.id } })
  return entries
}

test.group('Moderation of user groups', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('shows what waits, the longest first, with who proposed it', async ({ client, assert }) => {
    const proposer = await UserFactory.create()
    await UserGroupFactory.merge({ name: 'First', creatorId: proposer.id }).create()
    await UserGroupFactory.merge({ name: 'Second' }).create()
    await UserGroupFactory.merge({ name: 'Listed' }).apply('approved').create()
    const user = await moderator()
    const page = await client.get(MODERATE).loginAs(user)
    page.assertStatus(200)
    const headings = (html: string) => [...html.matchAll(/<h2>([^<]+)</g)].map(([, name]) => name)
    assert.includeOrderedMembers(headings(page.text()), ['First', 'Second'])
    assert.notInclude(headings(page.text()), 'Listed')
    const words = page.text().replace(/\s+/g, ' ')
    assert.include(words, `by ${proposer.username}`)
    assert.include(words, 'by an account that is gone')

    const listed = await client.get(MODERATE).qs({ state: 'approved' }).loginAs(user)
    assert.include(headings(listed.text()), 'Listed')
    assert.notInclude(headings(listed.text()), 'First')
    const found = await client.get(MODERATE).qs({ state: 'all', q: 'second' }).loginAs(user)
    assert.include(headings(found.text()), 'Second')
    assert.notInclude(headings(found.text()), 'Listed')
  })

  test('says so when nothing waits, and when nothing fits', async ({ client }) => {
    const user = await moderator()
    const empty = await client.get(MODERATE).loginAs(user)
    empty.assertTextIncludes('Nothing waits')
    const none = await client.get(MODERATE).qs({ q: 'none' }).loginAs(user)
    none.assertTextIncludes('No group fits')
  })

  test('{decision} makes {mark} {now}, leaves the other mark alone, and is noted')
    .with([
      { decision: 'approve', mark: 'approved', now: true },
      { decision: 'revoke', mark: 'approved', now: false },
      { decision: 'trust', mark: 'trusted', now: true },
      { decision: 'distrust', mark: 'trusted', now: false },
    ] as const)
    .run(async ({ client, assert }, { decision, mark, now }) => {
      const user = await moderator()
      const before = { approved: true, trusted: true, [mark]: !now }
      const moderated = await UserGroupFactory.merge(before).create()
      const response = await sent(client.post(`${MODERATE}${moderated.id}/`), user).form({ decision })
      response.assertStatus(303)
      response.assertHeader('location', MODERATE)
      await moderated.refresh()
      assert.deepEqual({ approved: moderated.approved, trusted: moderated.trusted }, { ...before, [mark]: now })
      const [entry, ...more] = await entriesOf(moderated)
      assert.lengthOf(more, 0)
      assert.containsSubset(entry, {
        action: `user_groups.group.${decision}`,
        actor: { id: user.id, name: user.username },
        before: { [mark]: !now },
        after: { [mark]: now },
      })
    })

  test('notes nothing when nothing changes', async ({ client, assert }) => {
    const moderated = await UserGroupFactory.apply('approved').create()
    const response = await sent(client.post(`${MODERATE}${moderated.id}/`), await moderator()).form({
      decision: 'approve',
    })
    response.assertStatus(303)
    assert.lengthOf(await entriesOf(moderated), 0)
  })

  test('deletes for good, and the audit log keeps what it was', async ({ client, assert }) => {
    const moderated = await UserGroupFactory.create()
    const response = await sent(client.post(`${MODERATE}${moderated.id}/delete/`), await moderator()).form({})
    response.assertStatus(303)
    assert.isNull(await UserGroup.find(moderated.id))
    const [entry] = await entriesOf(moderated)
    assert.containsSubset(entry, { action: 'user_groups.group.delete', before: { name: moderated.name }, after: null })
  })

  test('finds no group that is gone, and takes no other decision', async ({ client, assert }) => {
    const user = await moderator()
    for (const path of [`${MODERATE}999999999/`, `${MODERATE}0/`, `${MODERATE}9999999999/`, `${MODERATE}7/delete/`]) {
      const response = await sent(client.post(path), user).form({ decision: 'approve' })
      response.assertStatus(404)
    }
    const moderated = await UserGroupFactory.create()
    const response = await sent(client.post(`${MODERATE}${moderated.id}/`), user).form({ decision: 'promote' })
    assert.property(response.flashMessage('inputErrorsBag'), 'decision')
    await moderated.refresh()
    assert.isFalse(moderated.approved)
  })

  test('is for staff with the permission only', async ({ client, assert }) => {
    const moderated = await UserGroupFactory.create()
    const withPermission = await UserFactory.create()
    await db.table('user_permissions').insert({ user_id: withPermission.id, permission: 'user_groups.moderate' })
    const staff = await UserFactory.apply('staff').create()
    const paths = [`${MODERATE}${moderated.id}/`, `${MODERATE}${moderated.id}/delete/`]
    for (const user of [await UserFactory.create(), withPermission, staff]) {
      const page = await client.get(MODERATE).loginAs(user)
      page.assertStatus(403)
      for (const path of paths) {
        const response = await sent(client.post(path), user).form({ decision: 'approve' })
        response.assertStatus(403)
      }
    }
    for (const path of paths) {
      const response = await client.post(path).withCsrfToken().redirects(0).form({ decision: 'approve' })
      assert.match(String(response.header('location')), /^\/accounts\/login\//)
    }
    await moderated.refresh()
    assert.isFalse(moderated.approved)
    const superuser = await UserFactory.apply('superuser').create()
    const page = await client.get(MODERATE).loginAs(superuser)
    page.assertStatus(200)
  })

  test('is told on the list to moderators only', async ({ client, assert }) => {
    await UserGroupFactory.create()
    const shown = await client.get(LIST).loginAs(await moderator())
    shown.assertTextIncludes(`href="${MODERATE}"`)
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
  })

  test('is not found while the plugin is off', async ({ client, cleanup }) => {
    cleanup(await switchFeature('user_groups', 'off'))
    const response = await client.get(MODERATE).loginAs(await moderator())
    response.assertStatus(404)
  })
})
