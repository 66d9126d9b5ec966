import { test } from '@japa/runner'
import type { Page } from 'playwright'

const ground = (page: Page): Promise<unknown> => page.evaluate('getComputedStyle(document.body).backgroundColor')

/** The ground before the first paint, which a script in the page's head cannot miss. */
async function firstGround(page: Page): Promise<unknown> {
  await page.addInitScript(`
    window.firstGround = new Promise((resolve) => {
      new PerformanceObserver(() => {
        resolve(getComputedStyle(document.documentElement).getPropertyValue('--color-base-100'))
      }).observe({ type: 'paint', buffered: true })
    })`)
  await page.reload({ waitUntil: 'load' })
  return page.evaluate('window.firstGround')
}

test.group('Theme', () => {
  for (const [colorScheme, other] of [
    ['light', 'dark'],
    ['dark', 'light'],
  ] as const) {
    test(`follows the system, ${colorScheme}, until somebody chooses`, async ({ browser, assert, cleanup }) => {
      const context = await browser.newContext({ colorScheme })
      cleanup(() => context.close())
      const page = await context.newPage()
      await page.goto(`${process.env.APP_URL}/`)
      const system = await ground(page)

      await page.getByRole('button', { name: `Use the ${other} theme` }).click()
      const chosen = await ground(page)
      assert.notEqual(chosen, system)
      await page.emulateMedia({ colorScheme: other })
      assert.equal(await ground(page), chosen)
      await page.emulateMedia({ colorScheme })

      await page.goto(`${process.env.APP_URL}/nothing/`)
      assert.equal(await ground(page), chosen)
      assert.equal(await firstGround(page), other === 'dark' ? '#14181c' : '#fbfbf9')

      await page.getByRole('button', { name: `Use the ${colorScheme} theme` }).click()
      assert.equal(await ground(page), system)
      assert.isNull(await page.evaluate("localStorage.getItem('theme')"))
      assert.deepEqual(await context.cookies(), [])
    })
  }

  test('stays when Turbo changes the page', async ({ visit, assert }) => {
    const page = await visit('/nothing/')
    await page.getByRole('button', { name: 'Use the dark theme' }).click()
    const chosen = await ground(page)
    await page.getByRole('link', { name: 'Go to the home page' }).click()
    await page.getByRole('heading', { name: 'Python is a programming language' }).waitFor()
    assert.equal(await ground(page), chosen)
  })
})
