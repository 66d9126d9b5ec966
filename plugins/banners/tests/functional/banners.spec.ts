import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import { AuditLog, consoleOrigin } from '@pydotorg/platform/audit'
import { countQueries, switchFeature } from '@pydotorg/platform/testing'
import { BannerFactory } from '#database/factories/banner_factory'
import Banner from '#models/banner'
import { changeBanner, createBanner, deleteBanner } from '#services/change_banner'
import { keptBanners } from '#services/kept_banners'
import pageBanner from '#services/page_banner'
import { newBannerValidator } from '#validators/banner'

const by = consoleOrigin()
const words = { name: 'drive', title: 'Donate', message: 'Python needs you.' }

async function shown(says: Parameters<typeof BannerFactory.merge>[0]): Promise<Banner> {
  const banner = await BannerFactory.merge(says).create()
  await keptBanners.refresh()
  return banner
}

async function refusals(work: () => Promise<unknown>): Promise<{ field: string; message: string }[]> {
  try {
    await work()
  } catch (error) {
    return (error as { messages?: { field: string; message: string }[] }).messages ?? []
  }
  return []
}

test.group('Banners above the header', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.teardown(() => keptBanners.refresh())

  test('stand before the header, escaped, with a link and the type as a word', async ({ assert, client }) => {
    await shown({ title: 'Down <soon>', message: 'A & B', link: '/downloads/', bannerType: 'warning' })
    const response = await client.get('/').header('accept', 'text/html')
    response.assertStatus(200)
    const html = response.text()
    assert.include(html, 'Warning: Down &lt;soon&gt;')
    assert.include(html, 'A &amp; B')
    assert.match(html, /<a class="text-link" href="\/downloads\/">Learn more<\/a>/)
    assert.isBelow(html.indexOf('<aside'), html.indexOf('<header'))
    assert.isAbove(html.indexOf('<aside'), html.indexOf('class="skip-link"'))
  })

  test('are the same for everybody, and cost no query', async ({ assert }) => {
    await shown({ title: 'Everybody' })
    const queries = await countQueries(async () => pageBanner('/downloads/'))
    assert.lengthOf(queries, 0)
    assert.containSubset(pageBanner('/downloads/'), { title: 'Everybody', word: 'Notice' })
  })

  test('are on error pages too', async ({ client }) => {
    await shown({ title: 'Everywhere' })
    const response = await client.get('/not/there/').header('accept', 'text/html')
    response.assertStatus(404)
    response.assertTextIncludes('Notice: Everywhere')
  })

  test('have a hidden button only where they can be dismissed', async ({ assert, client }) => {
    await shown({ title: 'Stay', isDismissible: false })
    const html = (await client.get('/').header('accept', 'text/html')).text()
    assert.include(html, 'Notice: Stay')
    assert.notInclude(html, 'dismiss#dismiss')
    await shown({ title: 'Go', bannerType: 'error' })
    const other = (await client.get('/').header('accept', 'text/html')).text()
    assert.match(other, /data-action="dismiss#dismiss"\s+hidden/)
    assert.notInclude(other, 'Notice: Stay')
  })

  test('come and go with their days, without a restart', async ({ assert }) => {
    const today = DateTime.utc().startOf('day')
    const banner = await shown({ startDate: today.plus({ days: 1 }) })
    assert.isNull(pageBanner('/'))
    await changeBanner(banner.id, { startDate: today.toISODate(), endDate: today.toISODate() }, by)
    assert.isNotNull(pageBanner('/'))
    await changeBanner(banner.id, { startDate: null, endDate: today.minus({ days: 1 }).toISODate() }, by)
    assert.isNull(pageBanner('/'))
  })

  test('are gone while the plugin is off', async ({ assert, client, cleanup }) => {
    await shown({ title: 'Gone', isSitewide: true })
    cleanup(await switchFeature('banners', 'off'))
    assert.notInclude((await client.get('/').header('accept', 'text/html')).text(), 'Notice: Gone')
    assert.isUndefined((await client.get('/api/v2/')).header('x-api-notice'))
  })
})

test.group('Banners for programs', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.teardown(() => keptBanners.refresh())

  test('stand as ASCII JSON in a header of the API, and nowhere else', async ({ assert, client }) => {
    await shown({ title: 'Ende “v1”', message: 'Übung\nmacht…', target: 'api', bannerType: 'warning', link: '/psf/' })
    const response = await client.get('/api/v2/')
    response.assertStatus(200)
    const header = response.header('x-api-notice') ?? ''
    assert.match(header, /^[\x20-\x7e]+$/)
    assert.deepEqual(JSON.parse(header), [
      { type: 'warning', title: 'Ende “v1”', message: 'Übung\nmacht…', link: '/psf/' },
    ])
    const missing = await client.get('/api/v3/nothing')
    missing.assertStatus(404)
    assert.equal(missing.header('x-api-notice'), header)
    const page = await client.get('/').header('accept', 'text/html')
    assert.isUndefined(page.header('x-api-notice'))
    assert.notInclude(page.text(), 'Ende')
  })

  test('leave the bytes of python.org’s API as they are', async ({ assert, client }) => {
    const before = await client.get('/api/v1/downloads/os/')
    await shown({ target: 'api' })
    const after = await client.get('/api/v1/downloads/os/')
    assert.equal(after.text(), before.text())
    assert.isString(after.header('x-api-notice'))
  })

  test('are bounded: what finds no room is left out whole', async ({ assert, client }) => {
    await shown({ target: 'api', message: 'ü'.repeat(400), title: 'Long' })
    await shown({ target: 'api', title: 'Short', bannerType: 'error' })
    const header = (await client.get('/api/v2/')).header('x-api-notice') ?? ''
    assert.isBelow(header.length, 2_001)
    assert.deepEqual(
      (JSON.parse(header) as { title: string }[]).map(({ title }) => title),
      ['Short']
    )
  })
})

test.group('Banners that staff write', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.teardown(() => keptBanners.refresh())

  test('are not seen before they are activated', async ({ assert }) => {
    const banner = await createBanner(words, by)
    assert.containSubset(banner.toJSON(), { isActive: false, bannerType: 'info', target: 'frontend', paths: [] })
    assert.isNull(pageBanner('/'))
    await changeBanner(banner.id, { isActive: true }, by)
    assert.containSubset(pageBanner('/'), { title: 'Donate' })
    await changeBanner(banner.id, { isActive: false }, by)
    assert.isNull(pageBanner('/'))
  })

  test('keep what is not changed', async ({ assert }) => {
    const { id } = await createBanner({ ...words, bannerType: 'error', isDismissible: false }, by)
    const banner = await changeBanner(id, { bannerType: 'success' }, by)
    assert.containSubset(banner.toJSON(), { title: 'Donate', bannerType: 'success', isDismissible: false })
  })

  test('need a name, a title and a message', async ({ assert }) => {
    const messages = await refusals(() => newBannerValidator.validate({ name: ' ', bannerType: 'loud' }))
    assert.sameMembers(
      messages.map(({ field }) => field),
      ['name', 'title', 'message', 'bannerType']
    )
  })

  test('refuse {field}: {message}')
    .with([
      { field: 'link', says: { link: '/nowhere/' }, message: 'No page of this site that visitors can open' },
      { field: 'link', says: { link: 'javascript:alert(1)' }, message: 'cannot be linked' },
      { field: 'endDate', says: { startDate: '2026-04-24', endDate: '2026-04-23' }, message: 'cannot be before' },
      { field: 'name', says: { name: 'taken' }, message: 'Another banner has this name.' },
    ])
    .run(async ({ assert }, { field, says, message }) => {
      await createBanner({ ...words, name: 'taken' }, by)
      const [refusal] = await refusals(() => createBanner({ ...words, ...says }, by))
      assert.equal(refusal?.field, field)
      assert.include(refusal?.message, message)
    })

  test('leave an entry in the audit log for each change, and none for none', async ({ assert }) => {
    const { id } = await createBanner(words, by)
    await changeBanner(id, { isActive: true }, by)
    await changeBanner(id, { isActive: true }, by)
    await deleteBanner(id, by)
    const audit = await app.container.make(AuditLog)
    const { entries } = await audit.page({ action: 'banners.banner', limit: 10 })
    assert.deepEqual(
      entries.map(({ action }) => action),
      ['banners.banner.delete', 'banners.banner.activate', 'banners.banner.create']
    )
    assert.deepEqual(entries[1]?.after, { isActive: true })
    assert.isNull(await Banner.find(id))
  })
})
