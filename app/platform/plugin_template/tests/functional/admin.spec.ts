import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { AdminDirectory } from '@pydotorg/platform/admin'
import type { User } from '@pydotorg/platform/identity'
import { switchFeature, UserFactory } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import type { ApiRequest } from '@japa/api-client'
import entries from '#admin/entries'
import { EntryFactory } from '#database/factories/entry_factory'
import Entry from '#models/entry'

const FORM = { name: 'Déjà Vu', content: 'Read *this*.', contentMarkupType: 'markdown', isPublished: 'true' }

async function editor(): Promise<User> {
  const user = await UserFactory.apply('staff').create()
  await db.table('user_permissions').insert({ user_id: user.id, permission: 'samples.manage' })
  return user
}

async function addressOf(id?: number): Promise<string> {
  return (await app.container.make(AdminDirectory)).address(entries, id)
}

const sent = (request: ApiRequest, user: User) => request.loginAs(user).withCsrfToken().redirects(0)

test.group('Samples in the administration', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are listed, drafts too', async ({ client }) => {
    const draft = await EntryFactory.apply('draft').create()
    const list = await client.get(await addressOf()).loginAs(await editor())
    list.assertStatus(200)
    list.assertTextIncludes(draft.name)
  })

  test('are added, and everybody sees what is published', async ({ client }) => {
    const added = await sent(client.post(`${await addressOf()}new/`), await editor()).form(FORM)
    added.assertStatus(303)
    const { slug } = await Entry.findByOrFail('name', FORM.name)
    const page = await client.get(`/samples/${slug}/`)
    page.assertTextIncludes('Read <em>this</em>.')
  })

  test('are changed, with a history', async ({ client }) => {
    const user = await editor()
    const { id, slug } = await EntryFactory.merge({ name: 'Before' }).create()
    const changed = await sent(client.post(await addressOf(id)), user).form({ ...FORM, name: 'After', slug })
    changed.assertStatus(303)
    const history = await client.get(`${await addressOf(id)}history/`).loginAs(user)
    history.assertTextIncludes('<del>Before</del>')
    history.assertTextIncludes('<ins>After</ins>')
  })

  test('are deleted', async ({ client, assert }) => {
    const { id } = await EntryFactory.create()
    const deleted = await sent(client.post(`${await addressOf(id)}delete/`), await editor()).form({})
    deleted.assertStatus(303)
    assert.isNull(await Entry.find(id))
  })

  test('come back with what was typed when something is not right', async ({ client, assert }) => {
    const user = await editor()
    await EntryFactory.merge({ name: 'Taken', slug: 'taken' }).create()
    for (const wrong of [{ name: '' }, { name: '???' }, { slug: 'taken' }]) {
      const refused = await sent(client.post(`${await addressOf()}new/`), user).form({ ...FORM, ...wrong })
      refused.assertStatus(422)
      refused.assertTextIncludes(FORM.content)
    }
    assert.isNull(await Entry.findBy('content', FORM.content))
  })

  test('are closed to who may not', async ({ client }) => {
    const paths = [await addressOf(), `${await addressOf()}new/`, await addressOf((await EntryFactory.create()).id)]
    for (const user of [await UserFactory.create(), await UserFactory.apply('staff').create()]) {
      for (const path of paths) {
        const response = await client.get(path).loginAs(user)
        response.assertStatus(403)
      }
    }
  })

  test('are gone while the plugin is off', async ({ client, cleanup }) => {
    const user = await UserFactory.apply('superuser').create()
    cleanup(await switchFeature('samples', 'off'))
    const list = await client.get(await addressOf()).loginAs(user)
    list.assertStatus(404)
  })
})
