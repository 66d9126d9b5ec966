import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type { BrowserContext, Page } from 'playwright'
import { test } from '@japa/runner'
import { consoleOrigin } from '@pydotorg/platform/audit'
import { Menus } from '@pydotorg/platform/contributions'
import { browserSignIn, pageFlaws, PageWatch, UserFactory } from '@pydotorg/platform/testing'
import { addEntry } from '#services/add_entry'
import { changeEntry } from '#services/change_entry'
import { keptEntries } from '#services/kept_entries'

const MAIN = '/admin/menus/main/'
const DOWNLOADS = 'downloads.downloads'

async function signInEditor(context: BrowserContext): Promise<void> {
  const user = await UserFactory.apply('staff').create()
  await db.table('user_permissions').insert({ user_id: user.id, permission: 'navigation.edit' })
  await browserSignIn(context, user)
}

const open = (page: Page, path: string) => page.goto(`${process.env.APP_URL}${path}`)

const titlesOf = (entries: readonly { title: string }[]) => entries.map(({ title }) => title)

test.group('Menus in the administration', (group) => {
  group.setup(async () => (await app.container.make(Menus)).prepare())
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.teardown(() => keptEntries.refresh())

  for (const path of [MAIN, `${MAIN}new/`, `${MAIN}entries/${DOWNLOADS}/`, `${MAIN}entries/${DOWNLOADS}/remove/`]) {
    test(`are sound: ${path}`, async ({ browserContext, assert }) => {
      const by = consoleOrigin()
      const title = `A title with one${'Very'.repeat(20)}LongWord`
      await addEntry('main', { title, href: `https://example.org/${'long/'.repeat(30)}`, under: DOWNLOADS }, by)
      await changeEntry('main', DOWNLOADS, { isHidden: true, by })
      await signInEditor(browserContext)
      assert.deepEqual(await pageFlaws(browserContext, path), [])
    })
  }

  test('are put in order by keyboard, and every page shows it', async ({ browserContext, assert, visit }) => {
    await signInEditor(browserContext)
    const page = await browserContext.newPage()
    const watch = new PageWatch(page)
    await open(page, MAIN)
    const titles = titlesOf((await app.container.make(Menus)).menu('main'))
    const [first, second] = titles
    await page.getByRole('button', { name: `Move up: ${second}`, exact: true }).press('Enter')
    const said = `“${second}” stands before “${first}” now.`
    await page.locator('[aria-live=polite]', { hasText: said }).waitFor({ state: 'attached' })
    // It is the first one now, so the button for down has the focus.
    const focused = await page.evaluate('document.activeElement.getAttribute("aria-label")')
    assert.equal(focused, `Move down: ${second}`)
    const guest = await visit(`${process.env.APP_URL}/downloads/`)
    const shown = await guest.getByRole('navigation', { name: 'Main' }).getByRole('listitem').allInnerTexts()
    const places = [first!, second!].map((title) => shown.findIndex((text) => text.trim().startsWith(title)))
    assert.isBelow(places[1]!, places[0]!)
    assert.deepEqual(watch.complaints, [])
  })

  test('get an entry by dragging below another one, and no circle', async ({ browserContext, assert }) => {
    await addEntry('main', { title: 'Archive', href: 'https://example.org/' }, consoleOrigin())
    await signInEditor(browserContext)
    const page = await browserContext.newPage()
    // All of the menu at once: the mouse of a test does not scroll while it drags.
    await page.setViewportSize({ width: 1280, height: 4000 })
    await open(page, MAIN)
    const row = (key: string) => page.locator(`li[data-key="${key}"] > .admin-reorder-row`)
    const archive = page.locator('li[data-key^="navigation."] > .admin-reorder-row')
    const [child] = (await app.container.make(Menus)).menu('main').find(({ key }) => key === DOWNLOADS)!.children
    await archive.locator('.admin-reorder-grip').dragTo(row(child!.key), { targetPosition: { x: 40, y: 3 } })
    await page
      .getByRole('status')
      .filter({ hasText: `“Archive” stands before “${child!.title}” now.` })
      .waitFor()
    const children = async () => {
      const menus = await app.container.make(Menus)
      return titlesOf(menus.menu('main').find(({ key }) => key === DOWNLOADS)!.children)
    }
    assert.equal((await children())[0], 'Archive')
    // An entry cannot be dropped on what stands below it: nothing is sent.
    const before = await children()
    const sent: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(request.url())
    })
    await row(DOWNLOADS).locator('.admin-reorder-grip').dragTo(archive)
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))')
    assert.deepEqual(sent, [])
    assert.deepEqual(await children(), before)
  })

  test('are put in order without scripts, too', async ({ browser, assert, cleanup }) => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    cleanup(() => context.close())
    await signInEditor(context)
    const page = await context.newPage()
    await open(page, MAIN)
    const [first, second] = titlesOf((await app.container.make(Menus)).menu('main'))
    await page.getByRole('button', { name: `Move down: ${first}`, exact: true }).click()
    await page
      .getByRole('status')
      .filter({ hasText: `“${first}” stands after “${second}” now.` })
      .waitFor()
    assert.deepEqual(titlesOf((await app.container.make(Menus)).menu('main')).slice(0, 2), [second, first])
  })

  test('are nothing for a stranger', async ({ browserContext, assert }) => {
    await browserSignIn(browserContext, await UserFactory.create())
    const page = await browserContext.newPage()
    assert.equal((await open(page, MAIN))?.status(), 403)
  })
})
