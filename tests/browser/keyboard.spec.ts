import { test } from '@japa/runner'
import type { Page } from 'playwright'
import { useSampleMenu } from './sample_menu.js'

const focused = (page: Page): Promise<unknown> =>
  page.evaluate('document.activeElement?.textContent?.trim().replace(/\\s+/g, " ").slice(0, 40)')

test.group('By keyboard', (group) => {
  group.setup(() => useSampleMenu())

  test('the first stop skips to the content', async ({ visit, assert }) => {
    const page = await visit('/')
    await page.keyboard.press('Tab')
    assert.equal(await focused(page), 'Skip to content')
    const box = await page.getByRole('link', { name: 'Skip to content' }).boundingBox()
    assert.isAtLeast(box?.y ?? -1, 0)
    await page.keyboard.press('Enter')
    await page.locator('#page-content:focus').waitFor()
    await page.keyboard.press('Tab')
    assert.equal(await focused(page), 'Read the tutorial')
  })

  test('a panel of the menu opens, is walked through and closes', async ({ visit, assert }) => {
    const page = await visit('/')
    const tabbies = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Tabbies' })
    for (let stops = 0; stops < 3; stops++) await page.keyboard.press('Tab')
    assert.equal(await focused(page), 'Cats')
    assert.isFalse(await tabbies.isVisible())

    await page.keyboard.press('Enter')
    await tabbies.waitFor()
    await page.keyboard.press('Tab')
    assert.equal(await focused(page), 'Cats All of them.')
    await page.keyboard.press('Tab')
    assert.equal(await focused(page), 'Tabbies')

    await page.keyboard.press('Escape')
    await tabbies.waitFor({ state: 'hidden' })
    assert.equal(await focused(page), 'Cats')
  })

  test('whatever has the focus shows it', async ({ visit, assert }) => {
    const page = await visit('/')
    for (let stops = 0; stops < 14; stops++) {
      await page.keyboard.press('Tab')
      const outline = await page.evaluate('parseFloat(getComputedStyle(document.activeElement).outlineWidth)')
      assert.equal(outline, 2, String(await focused(page)))
    }
  })
})

test.group('The menu', (group) => {
  group.setup(() => useSampleMenu())

  test('opens one panel at a time and closes on a click elsewhere', async ({ visit, assert }) => {
    const page = await visit('/')
    const main = page.getByRole('navigation', { name: 'Main' })
    await main.getByText('Cats', { exact: true }).first().click()
    await main.getByText('Dogs', { exact: true }).first().click()
    await main.getByRole('link', { name: 'Poodles' }).waitFor()
    assert.isFalse(await main.getByRole('link', { name: 'Tabbies' }).isVisible())
    await page.getByRole('heading', { level: 1 }).click()
    await main.getByRole('link', { name: 'Poodles' }).waitFor({ state: 'hidden' })
  })

  test('opens a panel under a resting mouse, and keeps one that was clicked', async ({ visit, assert }) => {
    const page = await visit('/')
    const main = page.getByRole('navigation', { name: 'Main' })
    const tabbies = main.getByRole('link', { name: 'Tabbies' })
    const cats = main.locator('summary', { hasText: 'Cats' })
    await cats.hover()
    await tabbies.waitFor()
    await page.mouse.move(5, 600)
    await tabbies.waitFor({ state: 'hidden' })

    await cats.hover()
    await tabbies.waitFor()
    await cats.click()
    assert.isTrue(await tabbies.isVisible())
  })

  test('closes a panel when the focus leaves the menu', async ({ visit }) => {
    const page = await visit('/')
    const main = page.getByRole('navigation', { name: 'Main' })
    const poodles = main.getByRole('link', { name: 'Poodles' })
    await main.locator('summary', { hasText: 'Dogs' }).press('Enter')
    await poodles.focus()
    await page.locator('main a').first().focus()
    await poodles.waitFor({ state: 'hidden' })
  })

  test('is closed when Turbo shows a page again on the way back', async ({ visit, assert }) => {
    const page = await visit('/')
    const main = page.getByRole('navigation', { name: 'Main' })
    await main.getByText('Cats', { exact: true }).first().click()
    await main.getByRole('link', { name: 'Tabbies' }).click()
    await page.getByRole('heading', { name: 'There is no page here' }).waitFor()
    await page.goBack()
    await page.getByRole('heading', { name: 'Python is a programming language' }).waitFor()
    assert.equal(await page.locator('#site-menu details[open]').count(), 0)
  })

  test('fills a phone, needs no script, and comes back from Escape', async ({ browser, assert, cleanup }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
    cleanup(() => context.close())
    const page = await context.newPage()
    await page.goto(`${process.env.APP_URL}/`)
    const menu = page.locator('#site-menu')
    assert.isFalse(await menu.isVisible())
    await page.getByRole('button', { name: 'Menu' }).click()
    assert.deepInclude(await menu.boundingBox(), { x: 0, y: 0, width: 390, height: 844 })
    await menu.getByText('Cats', { exact: true }).first().click()
    assert.isTrue(await menu.getByRole('link', { name: 'Tabbies' }).isVisible())
    await page.keyboard.press('Escape')
    assert.isFalse(await menu.isVisible())
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('button', { name: 'Close' }).click()
    assert.isFalse(await menu.isVisible())
  })

  test('marks the section that a page lies in', async ({ visit, assert }) => {
    const page = await visit('/cats/tabbies/')
    assert.equal(await page.locator('details[data-current] > summary').innerText(), 'Cats')
    assert.equal(await page.locator('#site-menu [aria-current=page]').count(), 1)
  })
})
