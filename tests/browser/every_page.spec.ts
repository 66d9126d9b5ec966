import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import type { Browser, BrowserContext } from 'playwright'
import { PluginRegistry } from '@pydotorg/platform/plugins'
import { accessibilityViolations, overflow, PageWatch } from '@pydotorg/platform/testing'
import { assetWeight } from './asset_weight.js'
import { everyKindOfPage } from './every_kind_of_page.js'
import { markupErrors } from './markup_errors.js'
import { layoutShift, watchLayout } from './layout_shift.js'

/** Both themes and both layouts; colours do not depend on the width. */
const LOOKS = [
  { colorScheme: 'light', viewport: { width: 390, height: 844 } },
  { colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
] as const

/** Compressed, in bytes. */
const MOST_SCRIPT = 60_000
const MOST_STYLE = 40_000

async function seedEverything(): Promise<void> {
  for (const { manifest } of (await app.container.make(PluginRegistry)).all()) {
    for (const load of manifest.seeders ?? []) await (await load()).default()
  }
}

/** Less is a word that gets a pixel wider while its font arrives. */
const LEAST_SHIFT = 0.001

/** One context for each look, used by all tests, since opening one takes longer than a page. */
const contexts: BrowserContext[] = []

async function contextsOf(browser: Browser): Promise<BrowserContext[]> {
  if (contexts.length === 0) {
    for (const look of LOOKS) {
      const context = await browser.newContext(look)
      await watchLayout(context)
      contexts.push(context)
    }
  }
  return contexts
}

/*
| Over one page of each kind that the sitemap and the routes know, with the data that the plugins bring: a new plugin is
| covered before it has a test of its own.
*/
test.group('Every public page', (group) => {
  let paths: string[] = []

  group.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.setup(async () => {
    await seedEverything()
    paths = await everyKindOfPage()
  })
  group.teardown(async () => {
    for (const context of contexts.splice(0)) await context.close()
  })

  test('is found by the sitemap and the routes', ({ assert }) => {
    assert.isAbove(paths.length, 10)
    assert.include(paths, '/')
  })

  test('is valid HTML')
    .with(() => Promise.resolve(paths))
    .run(async ({ client, assert }, path) => {
      const html = (await client.get(path).header('Accept', 'text/html')).text()
      assert.deepEqual(await markupErrors(html), [], path)
    })

  test('is light')
    .with(() => Promise.resolve(paths))
    .run(async ({ client, assert }, path) => {
      const { script, style } = await assetWeight((await client.get(path).header('Accept', 'text/html')).text())
      assert.isAbove(style, 0)
      assert.isBelow(script, MOST_SCRIPT, `scripts of ${path}`)
      assert.isBelow(style, MOST_STYLE, `styles of ${path}`)
    })

  test('is sound')
    .with(() => Promise.resolve(paths))
    .run(async ({ browser, assert }, path) => {
      for (const context of await contextsOf(browser)) {
        const page = await context.newPage()
        const watch = new PageWatch(page)
        await page.goto(`${process.env.APP_URL}${path}`, { waitUntil: 'load' })
        await page.evaluate('document.fonts.ready.then(() => undefined)')
        assert.deepEqual(watch.complaints, [], path)
        assert.equal(await overflow(page), 0, path)
        let { score, parts } = await layoutShift(page)
        if (score >= LEAST_SHIFT) {
          // A font that a busy machine has just too late moves lines once; what a page does by itself, it does again.
          await page.reload({ waitUntil: 'load' })
          ;({ score, parts } = await layoutShift(page))
        }
        assert.isBelow(score, LEAST_SHIFT, [path, ...parts].join('\n'))
        assert.deepEqual(await accessibilityViolations(page), [], path)
        await page.close()
      }
    })
    .timeout(120_000)
})
