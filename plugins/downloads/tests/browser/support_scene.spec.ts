import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import type { Page } from 'playwright'
import { PageWatch } from '@pydotorg/platform/testing'
import { createSampleSite } from '#tests/sample_site'

/** Whether a bar of the chart is as wide as the server drew it. */
const IS_WHOLE = `(() => {
  const bars = [...document.querySelectorAll('.support-timeline svg[role] rect')].filter((bar) => bar.getBBox().width > 0)
  return bars.length > 0 && bars.every((bar) => {
    const { a } = bar.transform.baseVal.consolidate()?.matrix ?? { a: 1 }
    return Math.abs(a - 1) < 0.001
  })
})()`

const SCRIPTS = `performance.getEntriesByType('resource').filter(({ name }) => /\\.js/.test(name)).length`

/** Looks frame by frame: Playwright's own waiting is an eval, which the content security policy refuses. */
async function until(page: Page, condition: string): Promise<void> {
  while (!(await page.evaluate(condition))) await page.evaluate('new Promise(requestAnimationFrame)')
}

test.group('Chart of supported versions on the home page', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    await createSampleSite()
  })

  test('draws itself as it comes into view, and is whole in the end', async ({ browser, assert, cleanup }) => {
    const context = await browser.newContext({ viewport: { width: 390, height: 500 } })
    cleanup(() => context.close())
    const page = await context.newPage()
    const watch = new PageWatch(page)
    await page.goto(`${process.env.APP_URL}/`, { waitUntil: 'networkidle' })
    // Near enough that it is fetched, and not yet seen.
    await page.evaluate(
      `scrollTo(0, document.querySelector('.support-timeline').getBoundingClientRect().top + scrollY - innerHeight - 200)`
    )
    await until(page, `!${IS_WHOLE}`)
    await page.locator('.support-timeline').scrollIntoViewIfNeeded()
    await until(page, IS_WHOLE)
    assert.deepEqual(watch.complaints, [])
  })

  test('stays as it is for who wants less motion, and GSAP is not fetched', async ({ browser, assert, cleanup }) => {
    const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 390, height: 500 } })
    cleanup(() => context.close())
    const page = await context.newPage()
    await page.goto(`${process.env.APP_URL}/`, { waitUntil: 'networkidle' })
    const scripts = await page.evaluate(SCRIPTS)
    await page.locator('.support-timeline').scrollIntoViewIfNeeded()
    await page.waitForLoadState('networkidle')
    assert.isTrue(await page.evaluate(IS_WHOLE))
    assert.equal(await page.evaluate(SCRIPTS), scripts)
  })

  test('is there without scripts', async ({ browser, assert, cleanup }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1440, height: 900 } })
    cleanup(() => context.close())
    const page = await context.newPage()
    await page.goto(`${process.env.APP_URL}/`)
    assert.isTrue(await page.locator('.support-timeline-wide').isVisible())
    assert.isAbove(await page.getByText('Download Python 3.14.2').count(), 1)
  })
})
