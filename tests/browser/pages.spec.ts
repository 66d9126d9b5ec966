import { test } from '@japa/runner'
import { pageFlaws, PageWatch } from '@pydotorg/platform/testing'
import { useSampleMenu } from './sample_menu.js'

/** Pages of the host itself, with what the console says of their status. */
const PAGES = [
  ['/', []],
  ['/cats/of/nobody/', ['Failed to load resource: the server responded with a status of 404 (Not Found)']],
] as const

test.group('Pages of the host', (group) => {
  group.setup(() => useSampleMenu())

  for (const [path, expected] of PAGES) {
    test(`are sound: ${path}`, async ({ browserContext, assert }) => {
      assert.deepEqual(await pageFlaws(browserContext, path), [...expected])
    })
  }

  test('work without scripts', async ({ browser, assert, cleanup }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } })
    cleanup(() => context.close())
    const page = await context.newPage()
    await page.goto(`${process.env.APP_URL}/`)
    assert.isFalse(await page.getByRole('button', { name: 'Copy' }).isVisible())
    assert.isFalse(await page.getByRole('button', { name: /theme/ }).isVisible())

    await page.getByText('Cats', { exact: true }).first().click()
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Tabbies' }).click()
    await page.getByRole('heading', { name: 'There is no page here' }).waitFor()
    assert.equal(new URL(page.url()).pathname, '/cats/tabbies/')
  })

  test('stay sound when Turbo goes from one to the other', async ({ visit, assert }) => {
    const page = await visit('about:blank')
    const watch = new PageWatch(page)
    await page.goto(`${process.env.APP_URL}/`, { waitUntil: 'networkidle' })
    await page.evaluate('window.stillTheSamePage = true')
    await page.evaluate("Array.from(document.links).find((link) => link.pathname === '/cats/tabbies/').click()")
    await page.getByRole('link', { name: 'Go to the home page' }).click()
    await page.getByRole('heading', { name: 'Python is a programming language' }).waitFor()

    assert.isTrue(await page.evaluate('window.stillTheSamePage'))
    assert.notMatch(watch.complaints.join('\n'), /Content Security Policy|another host|Error:/)
  })

  test('show how far a slow page is, without a style of Turbo’s own', async ({ visit, assert }) => {
    const page = await visit('about:blank')
    const watch = new PageWatch(page)
    await page.goto(`${process.env.APP_URL}/`, { waitUntil: 'networkidle' })
    const { promise: looked, resolve: goOn } = Promise.withResolvers<void>()
    await page.route('**/slow/', async (route) => {
      await looked
      await route.fulfill({ contentType: 'text/html', body: '<title>Slow</title><h1>At last</h1>' })
    })
    await page.evaluate("const link = document.links[0]; link.href = '/slow/'; link.click()")
    await page.locator('.turbo-progress-bar').waitFor({ state: 'attached' })
    const position = "getComputedStyle(document.querySelector('.turbo-progress-bar')).position"
    assert.equal(await page.evaluate(position), 'fixed')
    goOn()
    await page.getByRole('heading', { name: 'At last' }).waitFor()
    assert.equal(await page.locator('style').count(), 0)
    assert.notMatch(watch.complaints.join('\n'), /Content Security Policy/)
  })
})
