import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { pageFlaws } from '@pydotorg/platform/testing'

const PAGES = ['/about/', '/about/gettingstarted/', '/community/', '/doc/', '/doc/versions/', '/docs/']

test.group('Pages of about in a browser', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  for (const path of PAGES) {
    test(`are sound: ${path}`, async ({ browserContext, assert }) => {
      assert.deepEqual(await pageFlaws(browserContext, path), [])
    })
  }
})
