import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type { ApiRequest } from '@japa/api-client'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import type { User } from '@pydotorg/platform/identity'
import { countQueries, switchFeature, UserFactory } from '@pydotorg/platform/testing'
import { PageFactory } from '#database/factories/page_factory'
import { RedirectFactory } from '#database/factories/redirect_factory'
import Redirect from '#models/redirect'

const LIST = '/admin/manage/pages/redirects/'

async function staff(permission = 'pages.redirect'): Promise<User> {
  const user = await UserFactory.apply('staff').create()
  await db.table('user_permissions').insert({ user_id: user.id, permission })
  return user
}

const sent = (request: ApiRequest, user: User) => request.loginAs(user).withCsrfToken().redirects(0)
const words = (html: string) => html.replace(/\s+/g, ' ')
const add = (client: { post: (path: string) => ApiRequest }, user: User, form: Record<string, string>) =>
  sent(client.post(`${LIST}new/`), user).form({ isPermanent: 'true', ...form })

test.group('Redirects in the administration', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are made, changed and taken away, each with an entry in the log', async ({ client, assert }) => {
    const user = await staff()
    const made = await add(client, user, { oldPath: '/made//old/', newPath: '/about/', note: 'It moved' })
    made.assertStatus(303)
    const redirect = await Redirect.findByOrFail('oldPath', '/made/old')
    ;(await client.get('/made/old/').redirects(0)).assertHeader('location', '/about/')
    const changed = await sent(client.post(`${LIST}${redirect.id}/`), user).form({
      ...{ oldPath: '/made/older', newPath: 'https://example.org/', note: 'It moved' },
    })
    changed.assertStatus(303)
    ;(await client.get('/made/old/').redirects(0)).assertStatus(404)
    const led = await client.get('/made/older/').redirects(0)
    led.assertStatus(302)
    led.assertHeader('location', 'https://example.org/')
    ;(await sent(client.post(`${LIST}${redirect.id}/delete/`), user).form({})).assertStatus(303)
    ;(await client.get('/made/older/').redirects(0)).assertStatus(404)
    const audit = await app.container.make(AuditLog)
    const { entries } = await audit.page({ subject: { type: 'redirect', id: redirect.id } })
    assert.containsSubset(entries, [
      { action: 'pages.redirect.delete', actor: { id: user.id } },
      { action: 'pages.redirect.update', before: { oldPath: '/made/old' }, after: { oldPath: '/made/older' } },
      { action: 'pages.redirect.create' },
    ])
  })

  test('are not overwritten by a new one, nor by one that moves there', async ({ client, assert }) => {
    const user = await staff()
    const [first, second] = [
      await RedirectFactory.merge({ newPath: '/kept/' }).create(),
      await RedirectFactory.create(),
    ]
    const refused = await add(client, user, { oldPath: `${first.oldPath}/`, newPath: '/other/', note: 'Typed' })
    refused.assertStatus(422)
    const text = words(refused.text())
    assert.match(text, /id="oldPath-error"[^>]*> ?\/made\/old-\d+ leads to \/kept\/ already\./)
    assert.include(text, 'value="Typed"')
    const moved = await sent(client.post(`${LIST}${second.id}/`), user).form({ oldPath: first.oldPath, newPath: '/x/' })
    moved.assertStatus(422)
    await first.refresh()
    assert.equal(first.newPath, '/kept/')
  })

  test('are refused with the reason beside the field: {why}')
    .with([
      { form: { oldPath: '/made/a', newPath: '/made/a/' }, field: 'newPath', why: 'round in a circle' },
      { form: { oldPath: '/made/z', newPath: '/made/y/' }, field: 'newPath', why: 'round in a circle' },
      { form: { oldPath: '/downloads/', newPath: '/x/' }, field: 'oldPath', why: 'answered by downloads.index' },
      { form: { oldPath: 'made', newPath: '/x/' }, field: 'oldPath', why: 'begins with a slash' },
      { form: { oldPath: '/made/a', newPath: 'javascript:x()' }, field: 'newPath', why: 'Write a path of this site' },
    ])
    .run(async ({ client, assert }, { form, field, why }) => {
      await RedirectFactory.merge({ oldPath: '/made/y', newPath: '/made/z/' }).create()
      const refused = await add(client, await staff(), form)
      refused.assertStatus(422)
      assert.match(words(refused.text()), new RegExp(`id="${field}-error"[^>]*>[^<]*${why}`))
    })

  test('may turn round without being taken for a circle', async ({ client, assert }) => {
    const user = await staff()
    const redirect = await RedirectFactory.merge({ oldPath: '/made/one', newPath: '/made/two/' }).create()
    const turned = await sent(client.post(`${LIST}${redirect.id}/`), user).form({
      ...{ oldPath: '/made/two', newPath: '/made/one/', isPermanent: 'true' },
    })
    turned.assertStatus(303)
    assert.deepEqual(
      (await Redirect.all()).map(({ oldPath, newPath }) => [oldPath, newPath]),
      [['/made/two', '/made/one/']]
    )
  })

  test('say which page nobody sees any more', async ({ client, assert }) => {
    const page = await PageFactory.merge({ title: 'The hidden' }).create()
    const hiding = await add(client, await staff(), { oldPath: page.href, newPath: '' })
    assert.include(String(hiding.flashMessage('notice')), 'It is marked as gone. “The hidden” is at')
    ;(await client.get(page.href)).assertStatus(410)
  })

  test('are found by where they lead, and cost as many queries however many there are', async ({ client, assert }) => {
    const user = await staff()
    await RedirectFactory.merge({ oldPath: '/made/here', newPath: '/x/' }).create()
    await RedirectFactory.merge({
      oldPath: '/made/there',
      newPath: 'https://example.org/',
      isPermanent: false,
    }).create()
    await RedirectFactory.merge({ oldPath: '/made/nowhere', newPath: '' }).create()
    for (const [search, found] of [
      ['f_kind=site', '/made/here'],
      ['f_kind=elsewhere', '/made/there'],
      ['f_kind=gone', '/made/nowhere'],
      ['f_isPermanent=no', '/made/there'],
      ['q=example', '/made/there'],
    ]) {
      const text = (await client.get(`${LIST}?${search}`).loginAs(user)).text()
      const shown = ['/made/here', '/made/there', '/made/nowhere'].filter((path) => text.includes(path))
      assert.deepEqual(shown, [found], search)
    }
    const few = await countQueries(() => client.get(LIST).loginAs(user))
    await RedirectFactory.createMany(30)
    assert.lengthOf(await countQueries(() => client.get(LIST).loginAs(user)), few.length)
  })

  test('are closed to strangers, and gone while pages are off', async ({ client }) => {
    const { id } = await RedirectFactory.create()
    for (const user of [await UserFactory.create(), await staff('pages.write')]) {
      for (const path of [LIST, `${LIST}new/`, `${LIST}${id}/`])
        (await client.get(path).loginAs(user)).assertStatus(403)
      for (const path of [`${LIST}new/`, `${LIST}${id}/`, `${LIST}${id}/delete/`])
        (await sent(client.post(path), user).form({ oldPath: '/made/x', newPath: '/y/' })).assertStatus(403)
    }
    const user = await UserFactory.apply('superuser').create()
    const restore = await switchFeature('pages', 'off')
    ;(await client.get(LIST).loginAs(user)).assertStatus(404)
    restore()
  })
})
