import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { accessibilityViolations, browserSignIn, overflow, PageWatch, UserFactory } from '@pydotorg/platform/testing'
import { PageFactory } from '#database/factories/page_factory'
import { RedirectFactory } from '#database/factories/redirect_factory'

const LOOKS = [
  { colorScheme: 'light', width: 390, javaScriptEnabled: true },
  { colorScheme: 'dark', width: 390, javaScriptEnabled: false },
  { colorScheme: 'light', width: 1280, javaScriptEnabled: false },
  { colorScheme: 'dark', width: 1280, javaScriptEnabled: true },
] as const

const address = (path: string) => `${process.env.APP_URL}${path}`

/** As odd as pages of twenty years are: headings that skip, a wide table, long words, code. */
const CONTENT = `
<h1>First</h1><p>Text with a <a href="/">link</a> and a${'very'.repeat(60)}longword.</p>
<h4>Skipped</h4><pre>${'x = 1; '.repeat(60)}</pre>
<h2>Table</h2><table><thead><tr>${'<th>Heading</th>'.repeat(12)}</tr></thead><tbody><tr>${'<td>Value</td>'.repeat(12)}</tr></tbody></table>
<h2>More</h2><details><summary>It folds</summary><p>Folded</p></details>
<h2>Last</h2>${'<p>Something to scroll by.</p>'.repeat(60)}`

test.group('A page that staff wrote', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  for (const { colorScheme, width, javaScriptEnabled } of LOOKS) {
    test(`is sound: ${colorScheme}, ${width} px, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async ({
      browser,
      assert,
      cleanup,
    }) => {
      await PageFactory.merge({ path: 'made', title: 'Made' }).create()
      await PageFactory.merge({ path: 'made/odd', content: CONTENT, contentMarkupType: 'html' }).create()
      const context = await browser.newContext({ colorScheme, javaScriptEnabled, viewport: { width, height: 900 } })
      cleanup(() => context.close())
      const page = await context.newPage()
      const watch = new PageWatch(page)
      const response = await page.goto(address('/made/odd/'), { waitUntil: 'networkidle' })

      assert.equal(response?.status(), 200)
      await page.getByRole('heading', { name: 'Skipped' }).waitFor()
      // A browser without scripts complains of each that it leaves out, and axe is one.
      if (javaScriptEnabled) {
        assert.deepEqual(watch.complaints, [])
        assert.deepEqual(await accessibilityViolations(page), [])
      }
      assert.equal(await overflow(page), 0)
      assert.equal(await page.getByRole('navigation', { name: 'On this page' }).isVisible(), width > 1000)
    })
  }

  test('is found by an old address, and its headings by its contents', async ({ browser, assert, cleanup }) => {
    const made = await PageFactory.merge({ content: CONTENT, contentMarkupType: 'html' }).create()
    await RedirectFactory.merge({ oldPath: '/made/before', newPath: made.href }).create()
    const context = await browser.newContext({ viewport: { width: 1280, height: 600 } })
    cleanup(() => context.close())
    const page = await context.newPage()
    await page.goto(address('/made/before/'))
    assert.equal(new URL(page.url()).pathname, made.href)
    await page.getByRole('navigation', { name: 'On this page' }).getByRole('link', { name: 'Last' }).click()
    await page.waitForURL('**#last')
    await page.getByRole('heading', { name: 'Last' }).waitFor()
  })

  test('says to staff that it is a draft', async ({ browser, assert, cleanup }) => {
    const user = await UserFactory.apply('staff').create()
    await db.table('user_permissions').insert({ user_id: user.id, permission: 'pages.write' })
    const draft = await PageFactory.apply('draft').create()
    const context = await browser.newContext({ viewport: { width: 390, height: 800 } })
    cleanup(() => context.close())
    await browserSignIn(context, user)
    const page = await context.newPage()
    await page.goto(address(draft.href))
    await page.getByText('Only staff see this page.').waitFor()
    assert.deepEqual(await accessibilityViolations(page), [])
  })
})
