import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { errors } from '@vinejs/vine'
import type { Assert } from '@japa/assert'
import { test } from '@japa/runner'
import { AuditLog, type AuditOrigin } from '@pydotorg/platform/audit'
import { UserFactory } from '@pydotorg/platform/testing'
import { DateTime } from 'luxon'
import { PageFactory } from '#database/factories/page_factory'
import { RedirectFactory } from '#database/factories/redirect_factory'
import Page from '#models/page'
import Redirect from '#models/redirect'
import Revision from '#models/revision'
import { PageEditor, type NewPage } from '#services/page_editor'
import { compare, revisionsOf } from '#services/page_history'

const TEXT: NewPage = { title: 'Apps', path: '/made/apps/', content: '*First*', contentMarkupType: 'markdown' }

const editor = () => app.container.make(PageEditor)

async function somebody(): Promise<AuditOrigin> {
  const { id, username } = await UserFactory.create()
  return { actor: { id, name: username } }
}

async function entriesOf({ id }: Page) {
  const audit = await app.container.make(AuditLog)
  return (await audit.page({ subject: { type: 'page', id } })).entries
}

/** What a form would show beside its field. */
async function fault(assert: Assert, attempt: Promise<unknown>): Promise<{ field: string; message: string }> {
  try {
    await attempt
  } catch (error) {
    if (error instanceof errors.E_VALIDATION_ERROR) return error.messages[0]
    throw error
  }
  return assert.fail('Nothing was refused')
}

test.group('Writing a page', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('begins with a draft in its normal form, its first revision and an entry in the log', async ({ assert }) => {
    const by = await somebody()
    const page = await (await editor()).create(TEXT, by)
    await page.refresh()
    assert.containsSubset(page.$attributes, {
      ...{ path: 'made/apps', isPublished: false, contentRendered: '<p><em>First</em></p>\n', version: 1 },
      ...{ creatorId: by.actor.id, lastModifiedById: by.actor.id, contentType: 'text/html', templateName: '' },
    })
    const [revision, ...more] = await revisionsOf(page.id)
    assert.lengthOf(more, 0)
    assert.containsSubset(revision, { number: 1, authorId: by.actor.id, authorName: by.actor.name })
    assert.equal(revision!.fields.content, '*First*')
    const [entry] = await entriesOf(page)
    assert.containsSubset(entry, { action: 'pages.page.create', actor: by.actor, before: null })
  })

  test('tells what was taken out of the content', async ({ assert }) => {
    const pages = await editor()
    const page = await pages.create(
      { ...TEXT, contentMarkupType: 'html', content: '<p onclick="x()">Hi</p>' },
      await somebody()
    )
    assert.deepEqual(page.removed, ['onclick of <p>'])
    assert.equal(page.contentRendered, '<p>Hi</p>')
    assert.equal(page.content, '<p onclick="x()">Hi</p>')
  })

  test('keeps every change as a revision that can be compared', async ({ assert }) => {
    const [pages, by] = [await editor(), await somebody()]
    const { id } = await pages.create({ ...TEXT, content: 'one\ntwo\n' }, by)
    const fields = { title: 'All apps', content: 'one\n2\n' }
    const page = await pages.update(id, { version: 1, fields, comment: 'Numbers' }, by)
    assert.equal(page.version, 2)
    const [second, first] = await revisionsOf(id)
    assert.equal(second!.comment, 'Numbers')
    assert.deepEqual(compare(first!.fields, second!.fields), [
      {
        field: 'title',
        title: 'Title',
        parts: [
          { kind: 'removed', text: 'Apps' },
          { kind: 'added', text: 'All apps' },
        ],
      },
      {
        field: 'content',
        title: 'Content',
        parts: [
          { kind: 'same', text: 'one\n' },
          { kind: 'removed', text: 'two\n' },
          { kind: 'added', text: '2\n' },
        ],
      },
    ])
    const [entry] = await entriesOf(page)
    assert.containsSubset(entry, {
      action: 'pages.page.update',
      before: { title: 'Apps' },
      after: { title: 'All apps' },
    })
    assert.notProperty(entry!.after, 'path')
  })

  test('notes nothing when nothing changes', async ({ assert }) => {
    const [pages, by] = [await editor(), await somebody()]
    const { id } = await pages.create(TEXT, by)
    const page = await pages.update(id, { version: 1, fields: { title: 'Apps' } }, by)
    assert.equal(page.version, 1)
    assert.lengthOf(await revisionsOf(id), 1)
    assert.lengthOf(await entriesOf(page), 1)
  })

  test('refuses what was begun before somebody else saved, and says who it was', async ({ assert }) => {
    const [pages, first, second] = [await editor(), await somebody(), await somebody()]
    const { id } = await pages.create(TEXT, first)
    await pages.update(id, { version: 1, fields: { content: 'Mine' } }, first)
    const { field, message } = await fault(
      assert,
      pages.update(id, { version: 1, fields: { content: 'Yours' } }, second)
    )
    assert.equal(field, 'version')
    assert.include(message, `${first.actor.name} saved this page on `)
    assert.include(message, 'revision 2')
    const page = await Page.findOrFail(id)
    assert.equal(page.content, 'Mine')
    await pages.update(id, { version: 2, fields: { content: 'Yours' } }, second)
  })

  test('restores an old revision as a new one, and leaves alone whether visitors see it', async ({ assert }) => {
    const [pages, by] = [await editor(), await somebody()]
    const { id } = await pages.create(TEXT, by)
    await pages.update(id, { version: 1, fields: { content: 'Second', title: 'Second' } }, by)
    await pages.publish(id, by)
    const page = await pages.restore(id, 1, by)
    assert.containsSubset(page.$attributes, { title: 'Apps', content: '*First*', isPublished: true, version: 4 })
    const revisions = await revisionsOf(id)
    assert.deepEqual(
      revisions.map(({ number, comment }) => [number, comment]),
      [
        [4, 'Revision 1 again'],
        [3, ''],
        [2, ''],
        [1, ''],
      ]
    )
    assert.equal((await entriesOf(page))[0]!.action, 'pages.page.restore')
    await assert.rejects(() => pages.restore(id, 9, by))
  })

  test('publishes, plans and takes down, each with a revision', async ({ assert }) => {
    const [pages, by] = [await editor(), await somebody()]
    const { id } = await pages.create(TEXT, by)
    const [publishAt, unpublishAt] = [DateTime.utc().plus({ days: 1 }), DateTime.utc().plus({ days: 2 })]
    const planned = await pages.schedule(id, { publishAt, unpublishAt }, by)
    assert.isTrue(planned.isPublished)
    assert.isNull(
      await Page.query()
        .where('id', id)
        .withScopes((scopes) => scopes.visible())
        .first()
    )
    const published = await pages.publish(id, by)
    assert.containsSubset(published.$attributes, { isPublished: true, publishAt: null, unpublishAt: null })
    assert.isNotNull(
      await Page.query()
        .where('id', id)
        .withScopes((scopes) => scopes.visible())
        .first()
    )
    const draft = await pages.unpublish(id, by)
    assert.isFalse(draft.isPublished)
    assert.equal(draft.version, 4)
    const { field } = await fault(assert, pages.schedule(id, { publishAt: unpublishAt, unpublishAt: publishAt }, by))
    assert.equal(field, 'unpublish_at')
    const actions = (await entriesOf(draft)).map(({ action }) => action.split('.').at(-1))
    assert.deepEqual(actions, ['unpublish', 'publish', 'schedule', 'create'])
  })

  test('takes a page away with its history and what led to it; the log keeps its text', async ({ assert }) => {
    const [pages, by] = [await editor(), await somebody()]
    const page = await pages.create(TEXT, by)
    const led = await RedirectFactory.merge({ newPath: page.href }).create()
    await pages.remove(page.id, by)
    assert.isNull(await Page.find(page.id))
    assert.isNull(await Redirect.find(led.id))
    assert.lengthOf(await Revision.query().where('page_id', page.id), 0)
    const [entry] = await entriesOf(page)
    assert.containsSubset(entry, { action: 'pages.page.delete', before: { content: '*First*' }, after: null })
  })
})

test.group('The path of a page', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('is refused where {why}')
    .with([
      { path: 'No/Good', why: 'it has capitals', said: 'lower-case' },
      { path: 'robots.txt', why: 'the site has a route', said: 'robots answers /robots.txt' },
      { path: 'downloads', why: 'a plugin has a route', said: 'downloads.index answers /downloads' },
      { path: 'downloads/release/mine', why: 'a route has a parameter', said: 'downloads.releases.show answers' },
      { path: 'api/mine', why: 'programs ask', said: '/api/' },
    ])
    .run(async ({ assert }, { path, said }) => {
      const pages = await editor()
      const { field, message } = await fault(assert, pages.create({ ...TEXT, path }, await somebody()))
      assert.equal(field, 'path')
      assert.include(message, said)
    })

  test('is refused where another page is, and where a redirect leads away', async ({ assert }) => {
    const [pages, by] = [await editor(), await somebody()]
    const page = await PageFactory.merge({ title: 'The first' }).create()
    const taken = await fault(assert, pages.create({ ...TEXT, path: page.path }, by))
    assert.include(taken.message, '“The first” is at')
    await RedirectFactory.merge({ oldPath: '/made/led', newPath: 'https://example.org/' }).create()
    const led = await fault(assert, pages.create({ ...TEXT, path: 'made/led' }, by))
    assert.include(led.message, 'leads to https://example.org/')
    await RedirectFactory.merge({ oldPath: '/made/all/*', newPath: '' }).create()
    const below = await fault(assert, pages.create({ ...TEXT, path: 'made/all/x' }, by))
    assert.include(below.message, '/made/all/* is marked as gone')
  })

  test('leaves a redirect when a published page moves, straight to where it is now', async ({ assert, client }) => {
    const [pages, by] = [await editor(), await somebody()]
    const { id } = await pages.create({ ...TEXT, isPublished: true }, by)
    await pages.update(id, { version: 1, fields: { path: 'made/second' } }, by)
    await pages.update(id, { version: 2, fields: { path: 'made/third' } }, by)
    for (const path of ['/made/apps/', '/made/second']) {
      const response = await client.get(path).redirects(0)
      response.assertStatus(301)
      response.assertHeader('location', '/made/third/')
    }
    const page = await client.get('/made/third/')
    page.assertStatus(200)
    assert.lengthOf(await Redirect.all(), 2)
  })

  test('takes the redirect away that would lead back when the page returns', async ({ assert, client }) => {
    const [pages, by] = [await editor(), await somebody()]
    const { id } = await pages.create({ ...TEXT, isPublished: true }, by)
    await pages.update(id, { version: 1, fields: { path: 'made/second' } }, by)
    await pages.update(id, { version: 2, fields: { path: 'made/apps' } }, by)
    const redirects = await Redirect.all()
    assert.deepEqual(
      redirects.map(({ oldPath, newPath }) => [oldPath, newPath]),
      [['/made/second', '/made/apps/']]
    )
    const page = await client.get('/made/apps/').redirects(0)
    page.assertStatus(200)
  })

  test('leaves none behind when nobody has seen the page', async ({ assert }) => {
    const [pages, by] = [await editor(), await somebody()]
    const { id } = await pages.create(TEXT, by)
    await pages.update(id, { version: 1, fields: { path: 'made/second' } }, by)
    assert.lengthOf(await Redirect.all(), 0)
  })
})
