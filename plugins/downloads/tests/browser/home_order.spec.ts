import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { dropTags } from '@pydotorg/platform/cache'
import { HomeArrangement } from '@pydotorg/platform/home'
import { browserSignIn, UserFactory } from '@pydotorg/platform/testing'
import { BranchFactory } from '#database/factories/branch_factory'
import { ReleaseFactory } from '#database/factories/release_factory'

/** As staff call them, and by what visitors know them. */
const RELEASES = { title: 'Newest releases', heading: 'New releases' }
const VERSIONS = { title: 'Supported versions', heading: 'Supported versions' }

test.group('Sections about downloads on the home page', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    await BranchFactory.create()
    await ReleaseFactory.create()
    await dropTags(['downloads:releases'])
  })

  test('stand where staff put them by keyboard', async ({ browserContext, assert, visit }) => {
    const home = await app.container.make(HomeArrangement)
    const titles = (await home.all()).map(({ title }) => title)
    const user = await UserFactory.apply('staff').create()
    await db.table('user_permissions').insert({ user_id: user.id, permission: 'platform.arrange_home' })
    await browserSignIn(browserContext, user)
    const page = await browserContext.newPage()
    await page.goto(`${process.env.APP_URL}/admin/home/`)
    const [upper, lower] = [RELEASES, VERSIONS]
    const steps = titles.indexOf(lower.title) - titles.indexOf(upper.title)
    const up = page.getByRole('button', { name: `Move up: ${lower.title}`, exact: true })
    await up.focus()
    for (let step = 1; step <= steps; step += 1) {
      const above = titles[titles.indexOf(lower.title) - step]
      // Where the focus was left by the move before.
      if (step > 1) assert.isTrue(await up.evaluate((button) => button.matches(':focus')))
      await page.keyboard.press('Enter')
      const said = `“${lower.title}” stands before “${above}” now.`
      await page.locator('[aria-live=polite]', { hasText: said }).waitFor({ state: 'attached' })
    }
    const guest = await visit(`${process.env.APP_URL}/`)
    const headings = await guest.getByRole('heading', { level: 2 }).allInnerTexts()
    assert.includeMembers(headings, [upper.heading, lower.heading])
    assert.isBelow(headings.indexOf(lower.heading), headings.indexOf(upper.heading))
  })
})
