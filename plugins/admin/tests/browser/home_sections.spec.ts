import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type { BrowserContext, Page } from 'playwright'
import { test } from '@japa/runner'
import { HomeArrangement } from '@pydotorg/platform/home'
import { browserSignIn, pageFlaws, PageWatch, UserFactory } from '@pydotorg/platform/testing'

const HOME = '/admin/home/'

async function signInArranger(context: BrowserContext): Promise<void> {
  const user = await UserFactory.apply('staff').create()
  await db.table('user_permissions').insert({ user_id: user.id, permission: 'platform.arrange_home' })
  await browserSignIn(context, user)
}

async function sections() {
  return (await app.container.make(HomeArrangement)).all()
}

const titlesOn = (page: Page) => page.locator('.admin-reorder-words strong').allInnerTexts()

test.group('The home page', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('is arranged on a sound page', async ({ browserContext, assert }) => {
    await signInArranger(browserContext)
    assert.deepEqual(await pageFlaws(browserContext, HOME), [])
  })

  test('is arranged by keyboard, which says what it did and keeps the place', async ({ browserContext, assert }) => {
    await signInArranger(browserContext)
    const page = await browserContext.newPage()
    const watch = new PageWatch(page)
    await page.goto(`${process.env.APP_URL}${HOME}`)
    const [first, second, ...others] = await titlesOn(page)
    await page.getByRole('button', { name: `Move down: ${first}`, exact: true }).press('Enter')
    const said = `“${first}” stands after “${second}” now.`
    await page.locator('[aria-live=polite]', { hasText: said }).waitFor({ state: 'attached' })
    assert.deepEqual(await titlesOn(page), [second, first, ...others])
    const focused = () => page.evaluate('document.activeElement.getAttribute("aria-label")')
    assert.equal(await focused(), `Move down: ${first}`)
    await page.keyboard.press('Enter')
    await page.locator('[aria-live=polite]', { hasText: `after “${others[0]}”` }).waitFor({ state: 'attached' })
    assert.deepEqual(
      (await sections()).slice(0, 3).map(({ title }) => title),
      [second, others[0], first]
    )
    assert.deepEqual(watch.complaints, [])
  })

  test('is arranged by dragging', async ({ browserContext, assert }) => {
    await signInArranger(browserContext)
    const page = await browserContext.newPage()
    await page.goto(`${process.env.APP_URL}${HOME}`)
    const [first, ...others] = await titlesOn(page)
    const rows = page.locator('.admin-reorder-row')
    const target = rows.last()
    const { height } = (await target.boundingBox())!
    const grip = rows.first().locator('.admin-reorder-grip')
    await grip.dragTo(target, { targetPosition: { x: 40, y: height - 4 } })
    await page
      .getByRole('status')
      .filter({ hasText: `“${first}” stands after` })
      .waitFor()
    assert.deepEqual(await titlesOn(page), [...others, first])
  })

  test('is arranged without scripts', async ({ browser, assert, cleanup }) => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    cleanup(() => context.close())
    await signInArranger(context)
    const page = await context.newPage()
    await page.goto(`${process.env.APP_URL}${HOME}`)
    const [first] = await sections()
    await page.getByRole('button', { name: `Hide: ${first!.title}`, exact: true }).click()
    await page
      .getByRole('status')
      .filter({ hasText: `“${first!.title}” is hidden.` })
      .waitFor()
    assert.isFalse(await page.locator('.admin-reorder-grip').first().isVisible())
    assert.isTrue((await sections())[0]!.isHidden)
    await page.getByRole('button', { name: `Show: ${first!.title}`, exact: true }).click()
    await page.getByRole('status').filter({ hasText: 'is to be seen again' }).waitFor()
  })

  test('is nothing for a stranger', async ({ browserContext, assert }) => {
    await browserSignIn(browserContext, await UserFactory.create())
    const page = await browserContext.newPage()
    for (const path of ['/admin/', HOME]) {
      const answer = await page.goto(`${process.env.APP_URL}${path}`)
      assert.equal(answer?.status(), 403)
    }
    assert.equal(await page.locator('.admin-reorder').count(), 0)
  })
})
