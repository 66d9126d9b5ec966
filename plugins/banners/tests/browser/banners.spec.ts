import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { accessibilityViolations, PageWatch } from '@pydotorg/platform/testing'
import { BannerFactory } from '#database/factories/banner_factory'
import { changeBanner } from '#services/change_banner'
import { keptBanners } from '#services/kept_banners'

const NAME = 'Warning: Moving house'

/** How often the header was moved without anybody having done anything, as the browser saw it. */
const MOVES = `new Promise((resolve) => {
  let moves = 0
  new PerformanceObserver((list) => {
    const nodes = list.getEntries().flatMap(({ sources }) => sources.map(({ node }) => node))
    moves += nodes.filter((node) => node?.matches?.('.site-header')).length
  }).observe({ type: 'layout-shift', buffered: true })
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(moves)))
})`

test.group('A banner', (group) => {
  let id = 0

  group.each.setup(async () => {
    const undo = await testUtils.db().wrapInGlobalTransaction()
    const words = { title: 'Moving house', message: 'The site rests on Sunday.', bannerType: 'warning' as const }
    ;({ id } = await BannerFactory.merge(words).create())
    await keptBanners.refresh()
    return async () => {
      await undo()
      await keptBanners.refresh()
    }
  })

  test('is dismissed by keyboard, and stays away on this and every other page', async ({ browserContext, assert }) => {
    const page = await browserContext.newPage()
    const watch = new PageWatch(page)
    await page.goto(`${process.env.APP_URL}/`)
    const banner = page.getByRole('complementary', { name: NAME })
    await banner.getByText('The site rests on Sunday.').waitFor()
    const button = banner.getByRole('button', { name: 'Dismiss' })
    await button.waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    assert.isTrue(await button.evaluate((element) => element.matches(':focus')))
    await page.keyboard.press('Enter')
    await banner.waitFor({ state: 'hidden' })
    assert.equal(await page.evaluate('document.activeElement.id'), 'page-content')

    // By Turbo, back again, and anew.
    await page.getByRole('link', { name: 'Sign in' }).click()
    // Turbo names the address before it shows the page.
    await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor()
    assert.isFalse(await banner.isVisible())
    await page.goBack()
    await page.getByRole('heading', { name: 'Python is a programming language', level: 1 }).waitFor()
    assert.isFalse(await banner.isVisible())
    await page.reload()
    assert.equal(await banner.count(), 0)
    assert.equal(await page.evaluate(MOVES), 0)
    assert.deepEqual(watch.complaints, [])
  })

  test('is shown again when staff changed it', async ({ visit }) => {
    const page = await visit('/')
    const banner = page.getByRole('complementary', { name: NAME })
    await banner.getByRole('button', { name: 'Dismiss' }).click()
    await banner.waitFor({ state: 'hidden' })
    await changeBanner(id, { message: 'The site rests on Monday.' }, { actor: { id: null, name: 'a test' } })
    await page.reload()
    await banner.getByText('The site rests on Monday.').waitFor()
  })

  test('can be read without scripts, and has no button then', async ({ browser, assert }) => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${process.env.APP_URL}/`)
    const banner = page.getByRole('complementary', { name: NAME })
    await banner.getByText('The site rests on Sunday.').waitFor()
    assert.equal(await banner.getByRole('button').count(), 0)
    await context.close()
  })

  test('breaks no rule of accessibility, and moves nothing while the page loads', async ({ visit, assert }) => {
    const page = await visit('/')
    await page.getByRole('button', { name: 'Dismiss' }).waitFor()
    assert.equal(await page.evaluate(MOVES), 0)
    assert.deepEqual(await accessibilityViolations(page), [])
  })
})
