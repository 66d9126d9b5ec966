import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { accessibilityViolations, overflow, PageWatch } from '@pydotorg/platform/testing'

const PAGES = ['/about/', '/about/gettingstarted/', '/community/', '/doc/', '/doc/versions/', '/docs/']

/** Both themes and both layouts; colours do not depend on the width. */
const LOOKS = [
  { colorScheme: 'light', width: 390 },
  { colorScheme: 'dark', width: 1440 },
] as const

test.group('Pages of about in a browser', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  for (const path of PAGES) {
    for (const { colorScheme, width } of LOOKS) {
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
  }
})
