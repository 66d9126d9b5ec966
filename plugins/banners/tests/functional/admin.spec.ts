import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type { ApiClient, ApiRequest } from '@japa/api-client'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import type { User } from '@pydotorg/platform/identity'
import { countQueries, switchFeature, UserFactory } from '@pydotorg/platform/testing'
import { DateTime } from 'luxon'
import { BannerFactory } from '#database/factories/banner_factory'
import Banner from '#models/banner'
import { keptBanners } from '#services/kept_banners'
import pageBanner from '#services/page_banner'

const LIST = '/admin/manage/banners/banners/'

async function editor(): Promise<User> {
  const user = await UserFactory.apply('staff').create()
  await db.table('user_permissions').insert({ user_id: user.id, permission: 'banners.edit' })
  return user
}

const sent = (request: ApiRequest, user: User) => request.loginAs(user).withCsrfToken().redirects(0)

const FORM = {
  name: 'drive',
  title: 'Donate',
  message: 'Python needs you.',
  bannerType: 'warning',
  target: 'frontend',
  paths: '/psf\r\n\r\n /downloads/ ',
  link: '/psf/',
  startDate: '',
  endDate: '',
}

const act = (client: ApiClient, user: User, form: { action: string; ids: number[] }) =>
  sent(client.post(`${LIST}act/`), user).form(form)

test.group('Banners in the administration', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.teardown(() => keptBanners.refresh())

  test('are written by staff, and shown on their pages once they are active', async ({ client, assert }) => {
    const user = await editor()
    ;(await sent(client.post(`${LIST}new/`), user).form(FORM)).assertStatus(303)
    const banner = await Banner.findByOrFail('name', 'drive')
    assert.deepEqual(banner.paths, ['/psf', '/downloads/'])
    assert.isFalse(banner.isActive)
    assert.isNull(pageBanner('/psf/'))

    const asked = await client
      .get(`${LIST}act/`)
      .qs({ action: 'activate', ids: [banner.id] })
      .loginAs(user)
    asked.assertTextIncludes('It stands on its pages at once')
    ;(await act(client, user, { action: 'activate', ids: [banner.id] })).assertStatus(303)
    const page = await client.get('/downloads/').header('accept', 'text/html')
    page.assertTextIncludes('Warning: Donate')
    assert.isNull(pageBanner('/'))

    const form = await client.get(`${LIST}${banner.id}/`).loginAs(user)
    form.assertTextIncludes('/psf\n/downloads/</textarea>')
    ;(await act(client, user, { action: 'deactivate', ids: [banner.id] })).assertStatus(303)
    assert.isNull(pageBanner('/psf/'))
    const { entries } = await (await app.container.make(AuditLog)).page({ subject: { type: 'banner', id: banner.id } })
    assert.deepEqual(
      entries.map(({ action, actor }) => [action, actor.id]),
      ['deactivate', 'activate', 'create'].map((verb) => [`banners.banner.${verb}`, user.id])
    )
  })

  test('are changed without being shown or withdrawn by it, and deleted', async ({ client, assert }) => {
    const user = await editor()
    const banner = await BannerFactory.merge({ name: 'kept', isActive: true }).create()
    const form = { ...FORM, name: 'renamed', paths: '', startDate: '2026-01-02' }
    ;(await sent(client.post(`${LIST}${banner.id}/`), user).form(form)).assertStatus(303)
    await banner.refresh()
    assert.containsSubset(banner, { name: 'renamed', paths: [], isActive: true, isDismissible: false })
    assert.equal(banner.startDate?.toISODate(), '2026-01-02')
    ;(await sent(client.post(`${LIST}${banner.id}/delete/`), user).form({})).assertStatus(303)
    assert.isNull(await Banner.find(banner.id))
  })

  test('are refused with a wrong {field} ({says}), and nothing typed is lost')
    .with([
      { field: 'paths', value: '/fine\nno slash', says: 'begin with a slash' },
      { field: 'paths', value: `/${'x'.repeat(300)}`, says: 'at most 300 characters on a line' },
      { field: 'paths', value: '/a\n'.repeat(21), says: 'at most 20 lines' },
      { field: 'link', value: 'javascript:alert(1)', says: 'https' },
      { field: 'startDate', value: '2026-02-30', says: '2025-10-07' },
      { field: 'endDate', value: '2020-01-01', says: 'cannot be before the first' },
      { field: 'name', value: 'taken', says: 'Another banner has this name' },
      { field: 'message', value: '', says: 'Fill this in' },
    ])
    .run(async ({ client, assert }, { field, value, says }) => {
      const user = await editor()
      await BannerFactory.merge({ name: 'taken' }).create()
      const form = { ...FORM, startDate: '2026-01-01', [field]: value }
      const refused = await sent(client.post(`${LIST}new/`), user).form(form)
      refused.assertStatus(422)
      refused.assertTextIncludes(says)
      refused.assertTextIncludes('value="Donate"')
      assert.isNull(await Banner.findBy('name', 'drive'))
    })

  test('are found by when they are shown', async ({ client, assert }) => {
    const user = await editor()
    await Banner.query().delete()
    const day = (days: number) => DateTime.utc().startOf('day').plus({ days })
    const banner = (name: string, more: Partial<Banner>) => BannerFactory.merge({ name, ...(more as object) }).create()
    await banner('b-now', { isActive: true, startDate: day(0), endDate: day(0) })
    await banner('b-always', { isActive: true })
    await banner('b-later', { isActive: true, startDate: day(1) })
    await banner('b-over', { isActive: true, endDate: day(-1) })
    await banner('b-off', { isActive: false })
    const expected = { now: ['b-always', 'b-now'], scheduled: ['b-later'], over: ['b-over'], inactive: ['b-off'] }
    for (const [value, names] of Object.entries(expected)) {
      const page = await client.get(LIST).qs({ f_state: value }).loginAs(user)
      const shown = [...page.text().matchAll(/data-admin-row\s*>\s*([\w-]+)/g)].map(([, name]) => name)
      assert.deepEqual(shown.sort(), names, value)
    }
  })

  test('are nothing for others, and gone while the plugin is off', async ({ client, assert, cleanup }) => {
    const banner = await BannerFactory.merge({ isActive: false }).create()
    const stranger = await UserFactory.create()
    ;(await client.get(LIST).loginAs(stranger)).assertStatus(403)
    ;(await sent(client.post(`${LIST}new/`), stranger).form(FORM)).assertStatus(403)
    ;(await act(client, stranger, { action: 'activate', ids: [banner.id] })).assertStatus(403)
    assert.isFalse((await Banner.findOrFail(banner.id)).isActive)
    cleanup(await switchFeature('banners', 'off'))
    ;(await client.get(LIST).loginAs(await UserFactory.apply('superuser').create())).assertStatus(404)
  })

  test('cost the same number of queries however many there are', async ({ client, assert }) => {
    const user = await editor()
    await BannerFactory.create()
    const one = await countQueries(() => client.get(LIST).loginAs(user))
    await BannerFactory.createMany(40)
    const many = await countQueries(() => client.get(LIST).loginAs(user))
    assert.equal(many.length, one.length)
    assert.isAtMost(many.length, 10)
  })
})
