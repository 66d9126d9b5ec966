import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type { ApiRequest } from '@japa/api-client'
import { test } from '@japa/runner'
import { AuditLog, type AuditOrigin } from '@pydotorg/platform/audit'
import type { User } from '@pydotorg/platform/identity'
import { countQueries, switchFeature, UserFactory } from '@pydotorg/platform/testing'
import { PageFactory } from '#database/factories/page_factory'
import Page from '#models/page'
import Revision from '#models/revision'
import { PageEditor } from '#services/page_editor'

const BY: AuditOrigin = { actor: { id: null, name: 'Ada' } }

const editor = () => app.container.make(PageEditor)

async function writer(permission = 'pages.write'): Promise<User> {
  const user = await UserFactory.apply('staff').create()
  await db.table('user_permissions').insert({ user_id: user.id, permission })
  return user
}

/** Three revisions: by a title, by a line, and published. */
async function written(): Promise<Page> {
  const pages = await editor()
  const lines = Array.from({ length: 30 }, (_, index) => `line ${index}`)
  const text = { title: 'Apps', path: 'made/apps', contentMarkupType: 'plain' as const, content: lines.join('\n') }
  const { id } = await pages.create(text, BY)
  const content = text.content.replace('line 15', 'line <fifteen>')
  await pages.update(id, { version: 1, fields: { title: 'All apps', content }, comment: 'A number' }, BY)
  return pages.publish(id, BY)
}

const sent = (request: ApiRequest, user: User) => request.loginAs(user).withCsrfToken().redirects(0)
const words = (html: string) => html.replace(/\s+/g, ' ')

test.group('Revisions in the administration', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are listed, newest first, with who, when and why, page by page', async ({ client, assert }) => {
    const user = await writer()
    const page = await written()
    const list = words((await client.get(`/admin/pages/${page.id}/revisions/`).loginAs(user)).text())
    assert.match(list, /Revision 3 ?<\/a>.*Now.*Revision 2 ?<\/a>.*Ada,.*A number.*Revision 1 ?<\/a>/)
    assert.include(list, `href="/admin/manage/pages/pages/${page.id}/"`)
    const cost = await countQueries(() => client.get(`/admin/pages/${page.id}/revisions/`).loginAs(user))
    const { fields } = await Revision.query().where('page_id', page.id).firstOrFail()
    for (let number = 4; number <= 60; number += 1)
      await Revision.create({ pageId: page.id, number, fields, comment: '', authorName: 'Ada', authorId: null })
    await Page.query().where('id', page.id).update({ version: 60 })
    const many = await countQueries(() => client.get(`/admin/pages/${page.id}/revisions/`).loginAs(user))
    assert.lengthOf(many, cost.length)
    const first = await client.get(`/admin/pages/${page.id}/revisions/`).loginAs(user)
    assert.include(first.text(), '?before=11')
    const second = await client.get(`/admin/pages/${page.id}/revisions/?before=11`).loginAs(user)
    assert.include(words(second.text()), 'Revision 10')
    assert.notInclude(second.text(), '?before=')
  })

  test('are compared, any two: words of titles, lines of texts', async ({ client, assert }) => {
    const user = await writer()
    const page = await written()
    const compared = async (search: string) =>
      words((await client.get(`/admin/pages/${page.id}/revisions/compare/${search}`).loginAs(user)).text())
    const text = await compared('?from=1&to=2')
    assert.include(text, '<del>Apps</del>')
    assert.include(text, '<ins>All apps</ins>')
    assert.include(text, '<del>line 15</del>')
    assert.include(text, '<ins>line &lt;fifteen&gt;</ins>')
    assert.include(text, '12 lines alike')
    assert.notInclude(text, '<span>line 3</span>')
    const newest = await compared('')
    assert.include(newest, 'Revisions 2 and 3')
    assert.include(newest, '<del>no</del>')
    assert.include(await compared('?from=2&to=2'), 'They are alike')
    assert.include(await compared('?from=1&to=999'), 'Revisions 1 and 3')
  })

  test('are looked at, and restored as a new one with an entry in the log', async ({ client, assert }) => {
    const user = await writer()
    const page = await written()
    const base = `/admin/pages/${page.id}/revisions/`
    const looked = words((await client.get(`${base}1/`).loginAs(user)).text())
    assert.include(looked, 'What restoring it changes')
    assert.notInclude(looked, 'id="difference-isPublished"')
    assert.include(looked, `action="${base}1/restore/"`)
    const restored = await sent(client.post(`${base}1/restore/`), user).form({})
    restored.assertStatus(303)
    restored.assertHeader('location', base)
    await page.refresh()
    assert.containsSubset(page.$attributes, { title: 'Apps', isPublished: true, version: 4, lastModifiedById: user.id })
    const seen = await client.get('/made/apps/')
    assert.notInclude(seen.text(), 'fifteen')
    const audit = await app.container.make(AuditLog)
    const { entries } = await audit.page({ subject: { type: 'page', id: page.id } })
    assert.containsSubset(entries[0], { action: 'pages.page.restore', actor: { id: user.id } })
    const again = await sent(client.post(`${base}1/restore/`), user).form({})
    assert.include(String(again.flashMessage('notice')), 'nothing was changed')
  })

  test('are refused with the reason when their path is not free any more', async ({ client, assert }) => {
    const user = await writer()
    const page = await written()
    await (await editor()).update(page.id, { version: 3, fields: { path: 'made/other' } }, BY)
    await db.from('pages_redirects').delete()
    await PageFactory.merge({ path: 'made/apps', title: 'Newcomer' }).create()
    const refused = await sent(client.post(`/admin/pages/${page.id}/revisions/1/restore/`), user).form({})
    refused.assertStatus(422)
    assert.include(words(refused.text()), '“Newcomer” is at /made/apps/ already.')
    assert.equal((await Page.findOrFail(page.id)).version, 4)
  })

  test('are not there when there are none of that number, or no such page', async ({ client }) => {
    const user = await writer()
    const page = await written()
    for (const path of [`${page.id}/revisions/9/`, '999999/revisions/', '999999/revisions/compare/', 'x/revisions/'])
      (await client.get(`/admin/pages/${path}`).loginAs(user)).assertStatus(404)
    ;(await sent(client.post(`/admin/pages/${page.id}/revisions/9/restore/`), user).form({})).assertStatus(404)
    for (const search of ['compare/?from=x', 'compare/?to=-1&from[]=2', '?before=0', '?before=99999999999'])
      (await client.get(`/admin/pages/${page.id}/revisions/${search}`).loginAs(user)).assertStatus(200)
  })

  test('are closed to strangers, and gone while pages are off', async ({ client, assert }) => {
    const page = await written()
    const base = `/admin/pages/${page.id}/revisions/`
    for (const user of [await UserFactory.create(), await writer('pages.redirect'), await writer('pages.publish')]) {
      for (const path of [base, `${base}1/`, `${base}compare/`])
        (await client.get(path).loginAs(user)).assertStatus(403)
      ;(await sent(client.post(`${base}1/restore/`), user).form({})).assertStatus(403)
    }
    assert.equal((await Page.findOrFail(page.id)).version, 3)
    ;(await client.get(base).redirects(0)).assertStatus(303)
    const user = await writer()
    const restore = await switchFeature('pages', 'off')
    ;(await client.get(base).loginAs(user)).assertStatus(404)
    ;(await sent(client.post(`${base}1/restore/`), user).form({})).assertStatus(404)
    restore()
  })
})
