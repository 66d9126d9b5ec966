import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { pageFlaws } from '@pydotorg/platform/testing'
import seedSamples from '#database/seeders/samples_seeder'

test.group('Samples in a browser', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    await seedSamples()
  })

  for (const path of ['/', '/code-samples/', '/code-samples/loops/']) {
    test(`are sound: ${path}`, async ({ browserContext, assert }) => {
      assert.deepEqual(await pageFlaws(browserContext, path), [])
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
