import app from '@adonisjs/core/services/app'
import emitter from '@adonisjs/core/services/emitter'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { AuditLog } from '@pydotorg/platform/audit'
import { countQueries, switchFeature, UserFactory } from '@pydotorg/platform/testing'
import ReleaseChanged from '#contracts/events/release_changed'
import ReleasePublished from '#contracts/events/release_published'
import { ReleaseFactory } from '#database/factories/release_factory'
import Release from '#models/release'
import { createReleaseManager, hiddenValue, sentBy } from '#tests/release_manager'
import { createSampleSite } from '#tests/sample_site'

const LIST = '/admin/manage/downloads/releases/'

const NEW = {
  name: 'Python 3.14.4',
  version: '3',
  releaseDate: '2026-04-07T16:00',
  releaseDate_zone: 'UTC',
  content: '*Out now*',
  contentMarkupType: 'markdown',
  showOnDownloadPage: 'true',
}

async function entriesOf(id: number) {
  const audit = await app.container.make(AuditLog)
  return (await audit.page({ subject: { type: 'release', id } })).entries
}

test.group('Releases in the administration', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('a release manager makes one, as a draft with an entry in the log', async ({ client, assert }) => {
    await createSampleSite()
    const user = await createReleaseManager()
    const answer = await sentBy(user, client.post(`${LIST}new/`)).form(NEW)
    answer.assertStatus(303)
    const release = await Release.query().where('slug', 'python-3144').preload('branch').firstOrFail()
    assert.containsSubset(release.$attributes, {
      name: 'Python 3.14.4',
      isPublished: false,
      version: 3,
      creatorId: user.id,
      releaseNotesUrl: 'https://docs.python.org/release/3.14.4/whatsnew/changelog.html',
    })
    assert.equal(release.branch.name, '3.14')
    assert.include(release.contentRendered, '<em>Out now</em>')
    const [entry] = await entriesOf(release.id)
    assert.containsSubset(entry, { action: 'downloads.release.create', actor: { id: user.id }, before: null })
  })

  test('leads to a page that is chosen, which has to be there, and stays while pages are off', async ({
    client,
    assert,
    cleanup,
  }) => {
    const release = await ReleaseFactory.create()
    const user = await createReleaseManager()
    const [page] = await db
      .table('pages_pages')
      .insert({ title: 'Old news', path: 'download/releases/2.0', content: '', content_rendered: '' })
      .returning('id')
    const edit = (releasePageId: number) =>
      sentBy(user, client.post(`${LIST}${release.id}/`)).form({ ...NEW, name: release.name, releasePageId })

    const refused = await edit(999_999)
    refused.assertStatus(422)
    refused.assertTextIncludes('is gone')
    refused.assertTextIncludes('*Out now*')
    ;(await edit(page.id)).assertStatus(303)
    const shown = await client.get(`${LIST}${release.id}/`).loginAs(user)
    shown.assertTextIncludes('Old news (/download/releases/2.0/)')

    cleanup(await switchFeature('pages', 'off'))
    ;(await edit(page.id)).assertStatus(303)
    assert.equal((await release.refresh()).releasePageId, page.id)
    const without = await client.get(`${LIST}${release.id}/`).loginAs(user)
    without.assertTextIncludes(`Page ${page.id}`)
  })

  test('publishing shows it to everybody, and says so to whom it concerns', async ({ client, assert, cleanup }) => {
    const { draft } = await createSampleSite()
    const user = await createReleaseManager()
    const events = emitter.fake([ReleasePublished, ReleaseChanged])
    cleanup(() => emitter.restore())
    const action = { action: 'publish', ids: [draft.id], from: 'record' }
    const asked = await client.get(`${LIST}act/`).qs(action).loginAs(user)
    asked.assertTextIncludes('Everybody sees it at once')
    const done = await sentBy(user, client.post(`${LIST}act/`)).form(action)
    done.assertHeader('location', `${LIST}${draft.id}/`)
    assert.isTrue((await Release.findOrFail(draft.id)).isPublished)
    events.assertEmitted(ReleasePublished, ({ data }) => data.release.id === draft.id)
    const page = await client.get('/downloads/release/python-3143/')
    page.assertStatus(200)
  })

  test('many are published and withdrawn at once', async ({ client, assert }) => {
    const drafts = await ReleaseFactory.merge({ isPublished: false }).createMany(3)
    const user = await createReleaseManager()
    const ids = drafts.map(({ id }) => id)
    const states = async () => (await Release.findMany(ids)).map(({ isPublished }) => isPublished)
    await sentBy(user, client.post(`${LIST}act/`)).form({ action: 'publish', ids })
    assert.deepEqual(await states(), [true, true, true])
    await sentBy(user, client.post(`${LIST}act/`)).form({ action: 'unpublish', ids })
    assert.deepEqual(await states(), [false, false, false])
  })

  test('what may be done to a release stands on its page, and only that', async ({ client, assert }) => {
    const { draft, '3.14.1': former, '3.14.2': latest, '3.15.0a2': alpha } = await createSampleSite()
    const user = await createReleaseManager()
    const offered = async (release: Release) => {
      const html = (await client.get(`${LIST}${release.id}/`).loginAs(user)).text()
      return [...html.matchAll(/act\/\?action=(\w+)&amp;/g)].map(([, action]) => action)
    }
    assert.deepEqual(await offered(draft), ['publish'])
    assert.deepEqual(await offered(former), ['make_latest', 'unpublish'])
    assert.deepEqual(await offered(latest), ['unpublish'])
    assert.deepEqual(await offered(alpha), ['unpublish'])
    const made = { action: 'make_latest', ids: [former.id], from: 'record' }
    await sentBy(user, client.post(`${LIST}act/`)).form(made)
    assert.isFalse((await Release.findOrFail(latest.id)).isLatest)
    assert.isTrue((await Release.findOrFail(former.id)).isLatest)
  })

  test('what is wrong is said beside the field, and nothing typed is lost', async ({ client, assert }) => {
    await createSampleSite()
    const user = await createReleaseManager()
    const send = (more: object) => sentBy(user, client.post(`${LIST}new/`)).form({ ...NEW, ...more })
    const named = await send({ name: '3.14.4' })
    named.assertStatus(422)
    assert.include(named.text(), 'Begin with “Python” and the version')
    assert.include(named.text(), '*Out now*')
    const taken = await send({ slug: 'python-3142' })
    taken.assertStatus(422)
    assert.include(taken.text(), 'Another release has this slug.')
    const latest = await send({ isLatest: 'true' })
    latest.assertStatus(422)
    assert.include(latest.text(), 'A draft cannot be the latest release')
    assert.isNull(await Release.findBy('slug', 'python-3144'))
  })

  test('an earlier state is put back from the history', async ({ client, assert }) => {
    const { '3.14.1': release } = await createSampleSite()
    const user = await createReleaseManager()
    const address = `${LIST}${release.id}/`
    const opened = (await client.get(address).loginAs(user)).text()
    const typed = { ...NEW, slug: release.slug, name: 'Python 3.14.1rc9', isPublished: 'true' }
    const saved = await sentBy(user, client.post(address)).form({ ...typed, _version: hiddenValue(opened, '_version') })
    saved.assertStatus(303)
    const [entry] = await entriesOf(release.id)
    assert.containsSubset(entry, { before: { name: 'Python 3.14.1' }, after: { name: 'Python 3.14.1rc9' } })
    const restored = await client.get(address).qs({ restore: entry!.id }).loginAs(user)
    assert.include(restored.text(), 'value="Python 3.14.1"')
  })

  test('deleting one says that its files go, and tells everybody', async ({ client, assert, cleanup }) => {
    const { '3.14.2': release } = await createSampleSite()
    const user = await createReleaseManager()
    const asked = await client.get(`${LIST}${release.id}/delete/`).loginAs(user)
    asked.assertTextIncludes('Release files: 6')
    const events = emitter.fake([ReleaseChanged])
    cleanup(() => emitter.restore())
    const gone = await sentBy(user, client.post(`${LIST}${release.id}/delete/`)).form({})
    gone.assertStatus(303)
    events.assertEmitted(ReleaseChanged, ({ data }) => data.change === 'removed')
    assert.isNull(await Release.find(release.id))
    const [entry] = await entriesOf(release.id)
    assert.containsSubset(entry, { action: 'downloads.release.delete', after: null })
  })

  test('the list is searched, narrowed and never asks more for more', async ({ client, assert }) => {
    await createSampleSite()
    const user = await createReleaseManager()
    const shown = async (search: object) => {
      const html = (await client.get(LIST).qs(search).loginAs(user)).text()
      return [...html.matchAll(/data-admin-row\s*>\s*([^<]+?)\s*</g)].map(([, name]) => name)
    }
    assert.deepEqual(await shown({ q: 'manager' }), ['Python install manager 25.2'])
    assert.deepEqual(await shown({ f_isPublished: 'no' }), ['Python 3.14.3'])
    assert.deepEqual(await shown({ f_version: '2' }), ['Python 2.7.18'])
    assert.deepEqual(await shown({ f_preRelease: 'yes' }), ['Python 3.15.0a2'])
    assert.deepEqual(await shown({ date: '2025-10' }), ['Python 3.9.25'])
    const few = await countQueries(() => client.get(LIST).loginAs(user))
    await ReleaseFactory.createMany(30)
    const many = await countQueries(() => client.get(LIST).loginAs(user))
    assert.equal(many.length, few.length)
    assert.isAtMost(many.length, 12)
  })

  test('is closed to others, has no entry in their menu, and is gone with the plugin', async ({
    client,
    assert,
    cleanup,
  }) => {
    const { '3.14.2': release } = await createSampleSite()
    const stranger = await UserFactory.create()
    for (const path of [LIST, `${LIST}new/`, `${LIST}${release.id}/`]) {
      const answer = await client.get(path).loginAs(stranger)
      answer.assertStatus(403)
      assert.notInclude(answer.text(), `href="${LIST}"`)
    }
    const sent = await sentBy(stranger, client.post(`${LIST}${release.id}/`)).form(NEW)
    sent.assertStatus(403)
    const user = await createReleaseManager()
    assert.include((await client.get('/admin/').loginAs(user)).text(), `href="${LIST}"`)
    cleanup(await switchFeature('downloads', 'off'))
    const off = await client.get(LIST).loginAs(user)
    assert.include([403, 404], off.status())
  })

  test('the dashboard draws how many were published in which year, for release managers', async ({
    client,
    assert,
  }) => {
    const panel = 'id="panel-downloads.releases_by_year"'
    const user = await createReleaseManager()
    assert.notInclude((await client.get('/admin/').loginAs(user)).text(), panel)
    const year = DateTime.utc().year
    await ReleaseFactory.merge({ isPublished: true, releaseDate: DateTime.utc(year - 1, 12, 31, 23, 59) }).createMany(2)
    await ReleaseFactory.merge({ isPublished: false, releaseDate: DateTime.utc(year, 1, 1) }).create()
    const shown = await client.get('/admin/').loginAs(user)
    const [, html = ''] = shown.text().split(panel)
    const words = html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
    assert.include(words, ` ${year - 2} 0 ${year - 1} 2 ${year} 0 All releases`)

    const undo = await switchFeature('downloads', 'off')
    const off = await client.get('/admin/').loginAs(await UserFactory.apply('superuser').create())
    undo()
    assert.notInclude(off.text(), panel)
  })
})
