import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type { ApiRequest } from '@japa/api-client'
import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import type { User } from '@pydotorg/platform/identity'
import { countQueries, switchFeature, UserFactory } from '@pydotorg/platform/testing'
import { PageFactory } from '#database/factories/page_factory'
import Page from '#models/page'
import Revision from '#models/revision'

const LIST = '/admin/manage/pages/pages/'

const TYPED = {
  ...{ title: 'Apps', path: '/made/apps/', content: '*First*', contentMarkupType: 'markdown' },
  ...{ publishAt_zone: 'UTC', unpublishAt_zone: 'UTC', contentType: 'text/html' },
}

async function staff(...permissions: string[]): Promise<User> {
  const user = await UserFactory.apply('staff').create()
  await db.table('user_permissions').multiInsert(permissions.map((permission) => ({ user_id: user.id, permission })))
  return user
}

const editor = () => staff('pages.write', 'pages.publish')

const sent = (request: ApiRequest, user: User) => request.loginAs(user).withCsrfToken().redirects(0)
const words = (html: string) => html.replace(/\s+/g, ' ')
const hidden = (html: string) => /name="_version" value="([^"]*)"/.exec(html)?.[1] ?? ''

test.group('Pages in the administration', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are written, planned and changed with a note, by the rules of PageEditor', async ({ client, assert }) => {
    const user = await editor()
    const made = await sent(client.post(`${LIST}new/`), user).form({
      ...TYPED,
      ...{ isPublished: 'true', publishAt: '2099-05-01T10:00', publishAt_zone: 'Europe/Amsterdam', _then: 'stay' },
    })
    made.assertStatus(303)
    const page = await Page.findByOrFail('path', 'made/apps')
    assert.containsSubset(page.$attributes, { isPublished: true, version: 1, creatorId: user.id })
    assert.equal(page.publishAt?.toUTC().toISO(), '2099-05-01T08:00:00.000Z')
    const form = (await client.get(`${LIST}${page.id}/`).loginAs(user)).text()
    assert.include(words(form), 'Planned: visitors see it from 1 May 2099, 08:00 UTC.')
    const changed = await sent(client.post(`${LIST}${page.id}/`), user).form({
      ...{ ...TYPED, _version: hidden(form), content: '*Second*', isPublished: 'true', comment: 'A better word' },
    })
    changed.assertStatus(303)
    const [newest] = await Revision.query().where('page_id', page.id).orderBy('number', 'desc')
    assert.containsSubset(newest?.$attributes, { number: 2, comment: 'A better word', authorId: user.id })
    assert.containsSubset(newest?.fields, { content: '*Second*', publishAt: null, isPublished: true })
    const history = await client.get(`${LIST}${page.id}/history/`).loginAs(user)
    assert.include(words(history.text()), '*First*')
    const seen = await client.get('/made/apps/')
    assert.include(seen.text(), '<em>Second</em>')
  })

  test('say beside the path why it cannot be had, and lose nothing', async ({ client, assert }) => {
    const user = await editor()
    const other = await PageFactory.merge({ title: 'The first' }).create()
    for (const [path, said] of [
      ['downloads', 'downloads.index answers /downloads'],
      [other.path, '“The first” is at'],
      ['No/Good', 'lower-case letters'],
    ] as const) {
      const refused = await sent(client.post(`${LIST}new/`), user).form({ ...TYPED, path })
      refused.assertStatus(422)
      const text = words(refused.text())
      assert.match(text, new RegExp(`id="path-error"[^<]*>[^<]*${said}`), path)
      for (const typed of ['value="Apps"', '*First*', `value="${path}"`]) assert.include(text, typed)
    }
  })

  test('say beside the moment that it comes before the other one', async ({ client, assert }) => {
    const user = await editor()
    const page = await PageFactory.create()
    const refused = await sent(client.post(`${LIST}${page.id}/`), user).form({
      ...{ ...TYPED, path: page.path, publishAt: '2099-05-02T10:00', unpublishAt: '2099-05-01T10:00' },
    })
    refused.assertStatus(422)
    assert.include(words(refused.text()), 'id="unpublishAt-error"')
    assert.equal((await Page.findOrFail(page.id)).version, 1)
  })

  test('are found by state, template and words, without their texts', async ({ client, assert }) => {
    const user = await editor()
    const [draft, planned, over] = [
      await PageFactory.apply('draft').merge({ title: 'One' }).create(),
      await PageFactory.apply('scheduled').merge({ title: 'Two', templateName: 'psf/default.html' }).create(),
      await PageFactory.apply('expired').merge({ title: 'Three' }).create(),
    ]
    const seen = await PageFactory.merge({ title: 'Four' }).create()
    const found = async (search: string) => {
      const response = await client.get(`${LIST}?${search}`).loginAs(user)
      response.assertStatus(200)
      return [draft, planned, over, seen].filter(({ path }) => response.text().includes(path)).map(({ title }) => title)
    }
    assert.deepEqual(await found('f_state=draft'), ['One'])
    assert.deepEqual(await found('f_state=scheduled'), ['Two'])
    assert.deepEqual(await found('f_state=expired'), ['Three'])
    assert.deepEqual(await found('f_state=visible'), ['Four'])
    assert.deepEqual(await found('f_templateName=psf%2Fdefault.html'), ['Two'])
    assert.deepEqual(await found('q=four'), ['Four'])
    const queries = await countQueries(() => client.get(LIST).loginAs(user))
    const read = queries.filter((sql) => /from "pages_pages"/.test(sql) && !/^(explain|select count)/.test(sql))
    assert.isFalse(read.some((sql) => /\*|"content"/.test(sql)))
    await PageFactory.createMany(30)
    assert.lengthOf(await countQueries(() => client.get(LIST).loginAs(user)), queries.length)
  })

  test('keep a template and a type of text that the form would not offer', async ({ client, assert }) => {
    const user = await editor()
    const page = await PageFactory.merge({
      ...{ templateName: 'psf/default.html', contentMarkupType: 'markdown_unsafe' as const },
    }).create()
    const form = words((await client.get(`${LIST}${page.id}/`).loginAs(user)).text())
    assert.include(form, '<option value="psf/default.html" selected>')
    assert.include(form, '<option value="markdown_unsafe" selected>')
    assert.include(form, 'enctype="multipart/form-data"')
  })

  test('take two million characters of any script', async ({ client, assert }) => {
    const user = await editor()
    const content = 'ж'.repeat(1_999_990)
    const saved = await sent(client.post(`${LIST}new/`), user).fields({ ...TYPED, content, contentMarkupType: 'plain' })
    saved.assertStatus(303)
    assert.lengthOf((await Page.findByOrFail('path', 'made/apps')).content, content.length)
  }).timeout(60_000)

  test('are previewed as they are shown, and say what is taken out', async ({ client, assert }) => {
    const user = await editor()
    const typed = { content: '<h4>Hi</h4><p onclick="x()">there</p>', contentMarkupType: 'markdown_unsafe' }
    const preview = await sent(client.post(`${LIST}preview/content/`), user).form(typed)
    preview.assertStatus(200)
    assert.include(preview.text(), '<h2')
    assert.include(words(preview.text()), 'Taken out of the text: onclick of &lt;p&gt;.')
    const saved = await sent(client.post(`${LIST}new/`), user).form({ ...TYPED, ...typed, _then: 'stay' })
    assert.include(String(saved.flashMessage('notice')), 'Apps is saved. Taken out of the text: onclick of <p>.')
  })

  test('are published and made drafts, one or many', async ({ client, assert }) => {
    const user = await editor()
    const pages = [await PageFactory.apply('draft').create(), await PageFactory.apply('scheduled').create()]
    const ids = pages.map(({ id }) => String(id))
    const act = (action: string, asked = user) =>
      sent(client.post(`${LIST}act/`), asked).form({ action, 'ids[0]': ids[0], 'ids[1]': ids[1] })
    ;(await act('publish')).assertStatus(303)
    for (const { href } of pages) (await client.get(href)).assertStatus(200)
    ;(await act('unpublish')).assertStatus(303)
    for (const { href } of pages) (await client.get(href)).assertStatus(404)
    ;(await act('publish', await staff('pages.write'))).assertStatus(403)
    assert.isFalse((await Page.findOrFail(pages[0]!.id)).isPublished)
  })

  test('are published and deleted only by who may publish', async ({ client, assert }) => {
    const writer = await staff('pages.write')
    const page = await PageFactory.apply('draft').create()
    const form = await client.get(`${LIST}${page.id}/`).loginAs(writer)
    form.assertStatus(200)
    assert.notInclude(form.text(), 'name="isPublished"')
    const saved = await sent(client.post(`${LIST}${page.id}/`), writer).form({
      ...{ ...TYPED, path: page.path, isPublished: 'true', publishAt: '2020-01-01T00:00' },
    })
    saved.assertStatus(303)
    await page.refresh()
    assert.containsSubset(page.$attributes, { title: 'Apps', isPublished: false, publishAt: null })
    ;(await sent(client.post(`${LIST}${page.id}/delete/`), writer).form({})).assertStatus(403)
    ;(await sent(client.post(`${LIST}${page.id}/delete/`), await editor()).form({})).assertStatus(303)
    assert.isNull(await Page.find(page.id))
  })

  test('of two editors meet before either is lost', async ({ client, assert }) => {
    const user = await editor()
    const page = await PageFactory.create()
    const version = hidden((await client.get(`${LIST}${page.id}/`).loginAs(user)).text())
    await Page.query()
      .where('id', page.id)
      .update({ content: 'Theirs', updated_at: DateTime.utc().toISO(), version: 2 })
    const met = await sent(client.post(`${LIST}${page.id}/`), user).form({
      ...TYPED,
      path: page.path,
      _version: version,
    })
    met.assertStatus(409)
    for (const text of ['Theirs', '*First*']) assert.include(met.text(), text)
  })

  test('are led to from the page itself, by who may write', async ({ client, assert }) => {
    const page = await PageFactory.create()
    const link = `href="${LIST}${page.id}/"`
    assert.include((await client.get(page.href).loginAs(await editor())).text(), link)
    for (const user of [await UserFactory.create(), await staff('pages.redirect')])
      assert.notInclude((await client.get(page.href).loginAs(user)).text(), 'Edit this page')
    assert.notInclude((await client.get(page.href)).text(), 'Edit this page')
  })

  test('open by few queries', async ({ client, assert }) => {
    const user = await editor()
    const page = await PageFactory.create()
    const queries = await countQueries(() => client.get(`${LIST}${page.id}/`).loginAs(user))
    assert.isAtMost(queries.length, 8)
  })

  test('are closed to strangers, and gone while pages are off', async ({ client }) => {
    const page = await PageFactory.create()
    const strangers = [await UserFactory.create(), await staff('pages.redirect'), await staff('companies.manage')]
    for (const user of strangers) {
      for (const path of [LIST, `${LIST}new/`, `${LIST}${page.id}/`, `${LIST}${page.id}/history/`])
        (await client.get(path).loginAs(user)).assertStatus(403)
      for (const path of [`${LIST}new/`, `${LIST}${page.id}/`, `${LIST}act/`, `${LIST}preview/content/`])
        (await sent(client.post(path), user).form({ ...TYPED, action: 'publish' })).assertStatus(403)
    }
    const user = await UserFactory.apply('superuser').create()
    const restore = await switchFeature('pages', 'off')
    for (const path of [LIST, `${LIST}${page.id}/`]) (await client.get(path).loginAs(user)).assertStatus(404)
    restore()
  })
})
