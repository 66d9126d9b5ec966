import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { accessibilityViolations, overflow, PageWatch } from '@pydotorg/platform/testing'
import seedSamples from '#database/seeders/samples_seeder'

test.group('Samples in a browser', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    await seedSamples()
  })

  for (const [path, colorScheme, width] of [
    ['/', 'light', 390],
    ['/', 'dark', 768],
    ['/', 'light', 1440],
    ['/code-samples/', 'dark', 390],
    ['/code-samples/loops/', 'light', 390],
  ] as const) {
    test(`are sound: ${path}, ${colorScheme}, ${width} px`, async ({ browser, assert, cleanup }) => {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } })
      cleanup(() => context.close())
      const page = await context.newPage()
      const watch = new PageWatch(page)
      await page.goto(`${process.env.APP_URL}${path}`, { waitUntil: 'networkidle' })
      assert.deepEqual(watch.complaints, [])
      assert.equal(await overflow(page), 0)
      assert.deepEqual(await accessibilityViolations(page), [])
    })
  }

  for (const javaScriptEnabled of [true, false]) {
    test(`are chosen by keyboard, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async ({
      browser,
      assert,
      cleanup,
    }) => {
      const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 390, height: 900 } })
      cleanup(() => context.close())
      const page = await context.newPage()
      await page.goto(`${process.env.APP_URL}/`)
      const words = page.getByText('Hello Ada, you have 3 letters.')
      const numbers = page.getByText('5.666666666666667')
      assert.isTrue(await words.isVisible())
      assert.isFalse(await numbers.isVisible())
      await page.getByRole('radio', { name: 'Words' }).focus()
      await page.keyboard.press('ArrowRight')
      await numbers.waitFor({ state: 'visible' })
      assert.isFalse(await words.isVisible())
    })
  }
})
