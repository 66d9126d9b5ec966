import { test } from '@japa/runner'
import type { Locator, Page } from 'playwright'
import { lookFlaws, PageWatch } from '@pydotorg/platform/testing'

const styleguide = (): string => `${process.env.APP_URL}/styleguide/`

/** In its panel, not in the source that is shown below. */
const panel = (page: Page, text: string): Locator => page.locator('.tab-panel', { hasText: text })

test.group('Parts of pages', () => {
  test('are sound', async ({ browserContext, assert }) => {
    const page = await browserContext.newPage()
    const watch = new PageWatch(page)
    await page.goto(styleguide(), { waitUntil: 'load' })
    for (const summary of await page.locator('main details > summary').all()) await summary.click()

    assert.deepEqual(await lookFlaws(page), [])
    assert.deepEqual(watch.complaints, [])
  })

  test('behind tabs come by mouse and by arrow keys', async ({ visit, assert }) => {
    const page = await visit(styleguide())
    const macos = page.getByRole('tab', { name: 'macOS' })
    await macos.click()
    await panel(page, 'Open the package and follow it.').waitFor()
    assert.isFalse(await panel(page, 'Run the installer').isVisible())

    await page.keyboard.press('ArrowRight')
    await panel(page, 'It is there already').waitFor()
    assert.equal(await page.evaluate('document.activeElement.textContent.trim()'), 'Linux')
    await page.keyboard.press('ArrowRight')
    await panel(page, 'Run the installer').waitFor()
    await page.keyboard.press('End')
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate('document.activeElement.textContent.trim()'), 'How it is written')
  })

  test('behind tabs open by their address', async ({ visit }) => {
    const page = await visit(`${styleguide()}#on-linux`)
    await panel(page, 'It is there already').waitFor()
  })

  test('behind tabs are all there without scripts, and no tab', async ({ browser, assert, cleanup }) => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    cleanup(() => context.close())
    const page = await context.newPage()
    await page.goto(styleguide())
    for (const text of ['Run the installer', 'Open the package', 'It is there already']) {
      assert.isTrue(await panel(page, text).isVisible(), text)
    }
    assert.equal(await page.getByRole('tab').count(), 0)
    assert.isTrue(await page.getByRole('heading', { name: 'macOS', level: 3 }).first().isVisible())
  })

  test('copy a session without its prompts', async ({ browser, assert, cleanup }) => {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
    cleanup(() => context.close())
    const page = await context.newPage()
    await page.goto(styleguide())
    const copied = async (section: string): Promise<unknown> => {
      await page.locator(section).getByRole('button', { name: 'Copy' }).first().click()
      await page.locator(section).getByRole('button', { name: 'Copied' }).waitFor()
      return page.evaluate('navigator.clipboard.readText()')
    }
    assert.equal(await copied('#repl'), '17 / 3\n17 // 3\n2 ** 100')
    assert.equal(await copied('#prose'), 'def greet(name: str) -> str:\n    return f"Hello, {name}!"\n')
  })
})
