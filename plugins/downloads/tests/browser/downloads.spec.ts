import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { pageFlaws } from '@pydotorg/platform/testing'
import { createSampleSite, DIGESTS } from '#tests/sample_site'

const PAGES = [
  '/downloads/',
  '/downloads/?q=3.14&stage=all',
  '/downloads/release/python-3142/',
  '/downloads/release/python-3925/',
  '/downloads/windows/',
  '/downloads/operating-systems/',
  '/',
]

const AGENTS = {
  windows:
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36',
  macos:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
  source: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  android:
    'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36',
}

test.group('Pages of downloads', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    await createSampleSite()
  })

  for (const path of PAGES) {
    test(`are sound: ${path}`, async ({ browserContext, assert }) => {
      assert.deepEqual(await pageFlaws(browserContext, path), [])
    })
  }

  test('lead somebody on a phone from the home page to the installer', async ({ browser, assert, cleanup }) => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    cleanup(() => context.close())
    const page = await context.newPage()
    await page.goto(`${process.env.APP_URL}/`)
    await page.getByRole('button', { name: 'Menu' }).tap()
    await page.locator('#site-menu summary', { hasText: 'Downloads' }).tap()
    await page.locator('#site-menu').getByRole('link', { name: 'macOS' }).tap()
    await page.getByRole('link', { name: 'Latest Python 3 Release - Python 3.14.2' }).tap()
    await page.getByRole('heading', { name: 'Python 3.14.2', level: 1 }).waitFor()
    assert.equal(
      await page.getByRole('link', { name: 'macOS installer', exact: true }).getAttribute('href'),
      'https://www.python.org/ftp/python/3.14.2/python-3.14.2-macos11.pkg'
    )
  })

  test('copy a whole checksum and tell how to check a file', async ({ browser, assert, cleanup }) => {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
    cleanup(() => context.close())
    const page = await context.newPage()
    await page.goto(`${process.env.APP_URL}/downloads/release/python-3142/`)
    const row = page.getByRole('row', { name: 'Windows installer (64-bit)' })
    await row.getByRole('button', { name: 'Copy the checksum of Windows installer (64-bit)' }).click()
    await row.getByText('Copied').waitFor()
    assert.equal(await page.evaluate('navigator.clipboard.readText()'), DIGESTS.windows)

    const help = page.locator('.how-to-verify details', { hasText: 'macOS installer' })
    await help.locator('summary').click()
    await help.getByText('--cert-identity hugo@python.org').waitFor()
  })
})

test.group('Big button', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    await createSampleSite()
  })

  for (const system of ['windows', 'macos', 'source'] as const) {
    test(`offers what fits ${system}`, async ({ browser, assert, cleanup }) => {
      const context = await browser.newContext({ userAgent: AGENTS[system] })
      cleanup(() => context.close())
      const page = await context.newPage()
      await page.goto(`${process.env.APP_URL}/downloads/`)
      await page.locator(`.download-for-current-os[data-system=${system}]`).waitFor()
      const shown = page.locator('.download-for-current-os .download-button:visible')
      assert.equal(await shown.count(), 1)
      assert.equal(await shown.textContent(), 'Download Python 3.14.2')
      assert.isTrue(await page.locator(`.download-os-${system}`).isVisible())
    })
  }

  test('leads elsewhere on a system without an installer', async ({ browser, assert, cleanup }) => {
    const context = await browser.newContext({ userAgent: AGENTS.android })
    cleanup(() => context.close())
    const page = await context.newPage()
    await page.goto(`${process.env.APP_URL}/downloads/`)
    await page.locator('.download-unknown').waitFor()
    assert.equal(await page.locator('.download-for-current-os .download-button:visible').count(), 1)
    await page.getByRole('link', { name: 'Choose a system' }).click()
    await page.getByRole('heading', { name: 'Python by system' }).waitFor()
  })

  test('takes a tablet of Apple for what it is, although it says Macintosh', async ({ browser, assert, cleanup }) => {
    const context = await browser.newContext({ userAgent: AGENTS.macos, hasTouch: true })
    cleanup(() => context.close())
    const page = await context.newPage()
    await page.addInitScript("Object.defineProperty(navigator, 'maxTouchPoints', { get: () => 5 })")
    await page.goto(`${process.env.APP_URL}/downloads/`)
    await page.locator('.download-unknown').waitFor()
    assert.isFalse(await page.locator('.download-os-macos').isVisible())
  })

  test('stands there for every system without scripts', async ({ browser, assert, cleanup }) => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    cleanup(() => context.close())
    const page = await context.newPage()
    await page.goto(`${process.env.APP_URL}/downloads/`)
    assert.deepEqual(await page.locator('.download-for-current-os .offer-title:visible').allTextContents(), [
      'Windows',
      'macOS',
      'Linux and other systems',
    ])
  })

  test('appears on the home page, too, and when Turbo comes back to it', async ({ browser, assert, cleanup }) => {
    const context = await browser.newContext({ userAgent: AGENTS.windows })
    cleanup(() => context.close())
    const page = await context.newPage()
    await page.goto(`${process.env.APP_URL}/`)
    await page.locator('.download-os-windows').waitFor()
    await page.getByRole('link', { name: 'Other systems and every release' }).click()
    await page.getByRole('heading', { name: 'Download Python', level: 1 }).waitFor()
    await page.goBack()
    // The page before offers the same.
    await page.getByRole('heading', { name: 'Python is a programming language', level: 1 }).waitFor()
    await page.locator('.download-os-windows').waitFor()
    assert.equal(await page.locator('.download-for-current-os .download-button:visible').count(), 1)
  })
})
