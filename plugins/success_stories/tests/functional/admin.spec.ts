import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type { ApiRequest } from '@japa/api-client'
import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { AuditLog } from '@pydotorg/platform/audit'
import type { User } from '@pydotorg/platform/identity'
import { countQueries, MailBox, switchFeature, UserFactory } from '@pydotorg/platform/testing'
import { StoryCategoryFactory, StoryFactory } from '#database/factories/story_factory'
import Story from '#models/story'
import StoryCategory from '#models/story_category'

const LIST = '/admin/manage/success_stories/stories/'
const CATEGORIES = '/admin/manage/success_stories/categories/'

async function moderator(): Promise<User> {
  const user = await UserFactory.apply('staff').create()
  await db.table('user_permissions').insert({ user_id: user.id, permission: 'success_stories.moderate' })
  return user
}

async function company(name: string): Promise<number> {
  const rows = await db
    .table('companies_companies')
    .insert({ name, slug: name.toLowerCase().replace(/\W/g, '-') })
    .returning('id')
  return Number(rows[0].id ?? rows[0])
}

async function actionsOn(type: string, id: number): Promise<string[]> {
  const { entries } = await (await app.container.make(AuditLog)).page({ subject: { type, id } })
  return entries.map(({ action }) => action).reverse()
}

const sent = (request: ApiRequest, user: User) => request.loginAs(user).withCsrfToken().redirects(0)
const rowsOf = (html: string) => [...html.matchAll(/data-admin-row\s*>\s*([^<]+?)\s*</g)].map(([, name]) => name)

const form = (categoryId: number, more: Record<string, unknown> = {}) => ({
  name: 'Snakes at work',
  categoryId,
  companyName: 'Snake Works',
  companyUrl: 'https://snakes.example.org/',
  author: 'Ada',
  pullQuote: 'It was quick.',
  content: 'It *began* with a script.',
  contentMarkupType: 'markdown',
  ...more,
})

test.group('Success stories in the administration', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('that wait are on the dashboard, and are published there: everybody sees them', async ({
    client,
    assert,
    cleanup,
  }) => {
    const user = await moderator()
    const submitter = await UserFactory.create()
    const box = await MailBox.connected()
    cleanup(() => box.close())
    const story = await StoryFactory.merge({ name: 'It waits', submittedById: submitter.id }).create()
    await StoryFactory.merge({ name: 'It came back' }).apply('returned').create()
    const dashboard = (await client.get('/admin/').loginAs(user)).text()
    assert.include(dashboard, 'Submitted stories')
    assert.include(dashboard, `${LIST}?f_state=waiting`)
    const list = (await client.get(`${LIST}?f_state=waiting`).loginAs(user)).text()
    assert.deepEqual(rowsOf(list), ['It waits'])
    assert.include(list, submitter.username)

    const done = await sent(client.post(`${LIST}act/`), user).form({ action: 'publish', ids: [story.id] })
    done.assertStatus(303)
    done.assertFlashMessage('notice', 'It waits is published.')
    const page = await client.get(story.path)
    page.assertStatus(200)
    page.assertTextIncludes('It waits')
    assert.deepEqual(
      (await box.mails()).map(({ to }) => to),
      [[submitter.email]]
    )
    assert.deepEqual(await actionsOn('story', story.id), ['success_stories.story.publish'])
  })

  test('that wait lead moderators from their page to the form, and nobody else', async ({ client, assert }) => {
    const story = await StoryFactory.create()
    const path = `href="${LIST}${story.id}/"`
    assert.include((await client.get(story.path).loginAs(await moderator())).text(), path)
    const staff = await client.get(story.path).loginAs(await UserFactory.apply('staff').create())
    staff.assertStatus(200)
    assert.notInclude(staff.text(), path)
    const live = await StoryFactory.apply('published').create()
    assert.notInclude((await client.get(live.path).loginAs(await moderator())).text(), LIST)
  })

  test('are returned with a reason, many at once, and those that cannot be are named', async ({ client, assert }) => {
    const user = await moderator()
    const [one, two] = await StoryFactory.createMany(2)
    const live = await StoryFactory.merge({ name: 'Live' }).apply('published').create()
    const ids = [one!.id, two!.id, live.id]
    const asked = await client.get(`${LIST}act/`).qs({ action: 'return', ids }).loginAs(user)
    asked.assertTextIncludes('reason')
    const short = await sent(client.post(`${LIST}act/`), user).form({ action: 'return', ids, reason: 'No.' })
    short.assertStatus(422)
    short.assertTextIncludes('Use at least 10 characters.')
    const reason = 'Tell us the numbers, please.'
    const done = await sent(client.post(`${LIST}act/`), user).form({ action: 'return', ids, reason })
    done.assertFlashMessage('notice', 'Return: done for 2 records, not for 1.')
    assert.containsSubset(done.flashMessage('adminFailures'), [{ id: live.id, label: 'Live' }])
    for (const story of [one!, two!]) {
      await story.refresh()
      assert.containsSubset(story, { state: 'returned', returnReason: reason })
    }
    assert.isTrue((await Story.findOrFail(live.id)).isPublished)
  })

  test('are featured, taken off and deleted', async ({ client, assert }) => {
    const user = await moderator()
    const story = await StoryFactory.apply('published').create()
    for (const action of ['feature', 'unfeature', 'unpublish']) {
      ;(await sent(client.post(`${LIST}act/`), user).form({ action, ids: [story.id] })).assertStatus(303)
    }
    ;(await sent(client.post(`${LIST}${story.id}/delete/`), user).form({})).assertStatus(303)
    assert.isNull(await Story.find(story.id))
    const verbs = ['feature', 'unfeature', 'unpublish', 'delete']
    assert.deepEqual(
      await actionsOn('story', story.id),
      verbs.map((verb) => `success_stories.story.${verb}`)
    )
  })

  test('are written and edited in all fields, with a known company', async ({ client, assert }) => {
    const user = await moderator()
    const { id: categoryId } = await StoryCategoryFactory.create()
    const companyId = await company('Known Snakes')
    ;(await sent(client.post(`${LIST}new/`), user).form(form(categoryId, { companyId }))).assertStatus(303)
    const story = await Story.findByOrFail('slug', 'snakes-at-work')
    assert.containsSubset(story, { isPublished: false, companyId, creatorId: user.id, submittedById: null })
    const shown = await client.get(`${LIST}${story.id}/`).loginAs(user)
    shown.assertTextIncludes('Known Snakes')

    const other = form(categoryId, { name: 'Snakes at play', slug: 'play', author: 'Grace', companyId: '' })
    ;(await sent(client.post(`${LIST}${story.id}/`), user).form(other)).assertStatus(303)
    await story.refresh()
    assert.containsSubset(story, { name: 'Snakes at play', slug: 'play', author: 'Grace', companyId: null })
    assert.deepEqual(await actionsOn('story', story.id), [
      'success_stories.story.create',
      'success_stories.story.update',
    ])
  })

  test('keep the address that everybody knows', async ({ client, assert }) => {
    const user = await moderator()
    const story = await StoryFactory.merge({ name: 'Old name' }).apply('published').create()
    const changed = form(story.categoryId, { name: 'New name', slug: 'new-name' })
    ;(await sent(client.post(`${LIST}${story.id}/`), user).form(changed)).assertStatus(303)
    await story.refresh()
    assert.containsSubset(story, { name: 'New name', slug: 'old-name' })
    assert.include((await client.get('/success-stories/old-name/')).text(), 'New name')
  })

  test('are not saved with a wrong {field}, and nothing typed is lost')
    .with([
      { field: 'name', value: 'Taken', says: 'Please use a unique name.' },
      { field: 'name', value: '???', says: 'the address is made of them' },
      { field: 'slug', value: 'create', says: 'Another page has this address.' },
      { field: 'slug', value: 'taken', says: 'Another page has this address.' },
      { field: 'companyUrl', value: 'javascript:alert(1)', says: 'address of a page' },
      { field: 'companyId', value: '999999', says: 'is gone' },
      { field: 'categoryId', value: '999999', says: 'is gone' },
      { field: 'authorEmail', value: 'ada', says: 'e-mail address' },
    ])
    .run(async ({ client, assert }, { field, value, says }) => {
      const { categoryId } = await StoryFactory.merge({ name: 'Taken' }).create()
      const before = await Story.query()
      const typed = form(categoryId, { [field]: value })
      const refused = await sent(client.post(`${LIST}new/`), await moderator()).form(typed)
      refused.assertStatus(422)
      refused.assertTextIncludes(says)
      refused.assertTextIncludes('It *began* with a script.')
      assert.lengthOf(await Story.query(), before.length)
    })

  test('keep their company while the plugin companies is off', async ({ client, assert, cleanup }) => {
    const user = await moderator()
    const companyId = await company('Away')
    const story = await StoryFactory.merge({ companyId }).create()
    cleanup(await switchFeature('companies', 'off'))
    ;(await client.get(`${LIST}${story.id}/`).loginAs(user)).assertTextIncludes(`Company ${companyId}`)
    const changed = form(story.categoryId, { companyId })
    ;(await sent(client.post(`${LIST}${story.id}/`), user).form(changed)).assertStatus(303)
    assert.equal((await Story.findOrFail(story.id)).companyId, companyId)
  })

  test('are nothing for others, and gone while the plugin is off', async ({ client, assert, cleanup }) => {
    const story = await StoryFactory.create()
    const editor = await UserFactory.apply('staff').create()
    await db.table('user_permissions').insert({ user_id: editor.id, permission: 'companies.manage' })
    for (const user of [await UserFactory.create(), editor]) {
      ;(await client.get(LIST).loginAs(user)).assertStatus(403)
      ;(await client.get(`${LIST}${story.id}/`).loginAs(user)).assertStatus(403)
      const act = { action: 'publish', ids: [story.id] }
      ;(await sent(client.post(`${LIST}act/`), user).form(act)).assertStatus(403)
      ;(await sent(client.post(`${LIST}${story.id}/`), user).form(form(story.categoryId))).assertStatus(403)
    }
    assert.equal((await Story.findOrFail(story.id)).state, 'waiting')
    assert.notInclude((await client.get('/admin/').loginAs(editor)).text(), 'Submitted stories')
    const user = await moderator()
    cleanup(await switchFeature('success_stories', 'off'))
    ;(await client.get(LIST).loginAs(user)).assertStatus(403)
    ;(await client.get(LIST).loginAs(await UserFactory.apply('superuser').create())).assertStatus(404)
  })

  test('cost the same number of queries however many there are', async ({ client, assert }) => {
    const user = await moderator()
    const submitter = await UserFactory.create()
    await StoryFactory.merge({ submittedById: submitter.id }).create()
    const one = await countQueries(() => client.get(LIST).loginAs(user))
    await StoryFactory.merge({ submittedById: submitter.id }).createMany(30)
    const many = await countQueries(() => client.get(LIST).loginAs(user))
    assert.equal(many.length, one.length)
    assert.isAtMost(many.length, 13)
  })
})

test.group('Story categories in the administration', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are added, renamed and deleted, unless a story is in them', async ({ client, assert }) => {
    const user = await moderator()
    ;(await sent(client.post(`${CATEGORIES}new/`), user).form({ name: 'Snake care' })).assertStatus(303)
    const category = await StoryCategory.findByOrFail('slug', 'snake-care')
    ;(
      await sent(client.post(`${CATEGORIES}${category.id}/`), user).form({ name: 'Care', slug: 'snake-care' })
    ).assertStatus(303)
    assert.include((await client.get('/success-stories/category/snake-care/')).text(), 'Care')
    const story = await StoryFactory.merge({ categoryId: category.id }).create()
    const refused = await sent(client.post(`${CATEGORIES}${category.id}/delete/`), user).form({})
    refused.assertStatus(303)
    assert.isNotNull(await StoryCategory.find(category.id))
    await story.delete()
    ;(await sent(client.post(`${CATEGORIES}${category.id}/delete/`), user).form({})).assertStatus(303)
    assert.isNull(await StoryCategory.find(category.id))
    const verbs = ['create', 'update', 'delete']
    assert.deepEqual(
      await actionsOn('story_category', category.id),
      verbs.map((verb) => `success_stories.story_category.${verb}`)
    )
  })

  test('need a name of which an address can be made, and that is nobody else’s', async ({ client }) => {
    const user = await moderator()
    await StoryCategory.create({ name: 'There' })
    for (const name of ['', '???', 'There']) {
      ;(await sent(client.post(`${CATEGORIES}new/`), user).form({ name })).assertStatus(422)
    }
    const stranger = await UserFactory.create()
    ;(await sent(client.post(`${CATEGORIES}new/`), stranger).form({ name: 'Evil' })).assertStatus(403)
  })

  test('the dashboard draws what was submitted and published in a year, for moderators', async ({ client, assert }) => {
    const user = await moderator()
    const other = await UserFactory.apply('staff').create()
    await db.table('user_permissions').insert({ user_id: other.id, permission: 'platform.manage_jobs' })
    const panel = 'id="panel-success_stories.stories_by_month"'
    const none = await client.get('/admin/').loginAs(user)
    assert.notInclude(none.text(), panel)

    await StoryFactory.merge({ submittedById: user.id }).create()
    const publishedAt = DateTime.utc().minus({ months: 2 })
    await StoryFactory.merge({ publishedAt }).apply('published').createMany(2)
    const shown = await client.get('/admin/').loginAs(user)
    const [, html = ''] = shown.text().split(panel)
    const numbers = [...html.matchAll(/<td class="number"\s*>\s*(\d+)\s*<\/td>/g)].map(([, number]) => Number(number))
    assert.deepEqual(numbers.slice(-6), [0, 2, 0, 0, 1, 0])
    assert.lengthOf(numbers, 24)
    assert.notInclude((await client.get('/admin/').loginAs(other)).text(), panel)

    const undo = await switchFeature('success_stories', 'off')
    const off = await client.get('/admin/').loginAs(await UserFactory.apply('superuser').create())
    undo()
    off.assertStatus(200)
    assert.notInclude(off.text(), panel)
  })
})
