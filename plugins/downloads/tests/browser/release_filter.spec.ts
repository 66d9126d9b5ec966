import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import type { Page } from 'playwright'
import { PageWatch } from '@pydotorg/platform/testing'
import { createSampleSite } from '#tests/sample_site'

/** While one types, lists of what was typed so far come and go; the address and a frame at rest tell of the last one. */
async function filteredBy(page: Page, search: string): Promise<void> {
  await page.waitForURL((url) => url.search === search)
  await page.locator('#releases:not([busy])').waitFor()
}

test.group('Filter of releases', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    await createSampleSite()
  })

  test('follows what one types, without a reload, and says how many fit', async ({ visit, assert }) => {
    const page = await visit('about:blank')
    const watch = new PageWatch(page)
    await page.goto(`${process.env.APP_URL}/downloads/`, { waitUntil: 'networkidle' })
    await page.evaluate('window.stillTheSamePage = true')
    await page.getByLabel('Version or date').fill('3.9')
    await filteredBy(page, '?q=3.9')
    assert.deepEqual(await page.locator('#releases .release-number').allTextContents(), ['Python 3.9.25'])
    // Told by the controller after the frame is there.
    await page.locator('#all-releases [role=status]', { hasText: /^1 release$/ }).waitFor({ state: 'attached' })
    assert.equal(new URL(page.url()).search, '?q=3.9')
    assert.isTrue(await page.evaluate('window.stillTheSamePage'))

    await page.getByLabel('Version or date').fill('')
    await filteredBy(page, '')
    await page.locator('#releases .release-count', { hasText: '5 releases' }).waitFor()
    await page.getByLabel('Stage').selectOption('pre')
    await filteredBy(page, '?stage=pre')
    await page.locator('#releases .release-number', { hasText: 'Python 3.15.0a2' }).waitFor()
    assert.deepEqual(watch.complaints, [])
  })

  test('says when nothing fits and what to do', async ({ visit }) => {
    const page = await visit(`${process.env.APP_URL}/downloads/`)
    await page.getByLabel('Version or date').fill('spam')
    await page.getByRole('heading', { name: 'No release fits' }).waitFor()
    await page.getByRole('link', { name: 'look at all releases and pre-releases' }).click()
    await page.locator('#releases .release-count', { hasText: '6 releases' }).waitFor()
  })

  test('needs only the keyboard', async ({ visit, assert }) => {
    const page = await visit(`${process.env.APP_URL}/downloads/`)
    await page.getByLabel('Version or date').focus()
    await page.keyboard.type('2.7')
    await filteredBy(page, '?q=2.7')
    for (const expected of ['series', 'stage']) {
      await page.keyboard.press('Tab')
      assert.equal(await page.evaluate('document.activeElement.name'), expected)
    }
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate('document.activeElement.textContent'), 'Show')
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate('document.activeElement.tagName'), 'SUMMARY')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Python 2.7.18', level: 1 }).waitFor()
  })

  test('keeps the place of somebody who went on to the list before it changed', async ({ visit, assert }) => {
    const page = await visit(`${process.env.APP_URL}/downloads/`)
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    await page.route('**/downloads/?q=2.7', async (route) => {
      await released
      await route.continue()
    })
    await page.getByLabel('Version or date').fill('2.7')
    await page.locator('#releases[busy]').waitFor()
    await page.locator('#releases summary').first().focus()
    release()
    await filteredBy(page, '?q=2.7')
    await page.locator('#releases summary:focus', { hasText: 'Python 2.7' }).waitFor()
    assert.equal(await page.locator('#releases summary').count(), 1)
  })

  test('works without scripts, and its address can be passed on', async ({ browser, assert, cleanup }) => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    cleanup(() => context.close())
    const page = await context.newPage()
    await page.goto(`${process.env.APP_URL}/downloads/`)
    await page.getByLabel('Version or date').fill('2025-12')
    await page.getByLabel('Series').selectOption('3.14')
    await page.getByRole('button', { name: 'Show' }).click()
    await page.waitForURL(/series=3\.14/)
    assert.deepEqual(await page.locator('.release-number').allTextContents(), ['Python 3.14.2', 'Python 3.14.1'])

    const again = await context.newPage()
    await again.goto(page.url())
    assert.equal(await again.getByLabel('Series').inputValue(), '3.14')
    assert.equal(await again.locator('.release-number').count(), 2)
  })

  test('opens a series without scripts', async ({ browser, assert, cleanup }) => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    cleanup(() => context.close())
    const page = await context.newPage()
    await page.goto(`${process.env.APP_URL}/downloads/`)
    const release = page.locator('.release-number', { hasText: 'Python 2.7.18' })
    assert.isFalse(await release.isVisible())
    await page.locator('summary', { hasText: 'Python 2.7' }).click()
    assert.isTrue(await release.isVisible())
  })
})
