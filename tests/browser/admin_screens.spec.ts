import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { AdminDirectory, permissionFor } from '@pydotorg/platform/admin'
import type { User } from '@pydotorg/platform/identity'
import { browserSignIn, lookFlaws, PageWatch, UserFactory } from '@pydotorg/platform/testing'

/** The lists of all resources, forms of new records and of imports, and the pages of their own that plugins contribute. */
async function screensFor(user: User): Promise<string[]> {
  const directory = await app.container.make(AdminDirectory)
  await user.loadAccess()
  const pages = directory.pagesFor(user).map(({ href }) => href)
  const records = (await directory.resourcesFor(user)).flatMap((resource) => {
    const list = directory.address(resource)
    const asksFirst = resource.sudo === true || resource.sudo?.includes('add')
    if (!resource.form || asksFirst || permissionFor(resource, 'add') === null) return [list]
    return [list, `${list}new/`, ...(resource.import ? [`${list}import/`] : [])]
  })
  return [...pages, ...records]
}

test.group('Screens of the administration', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('that plugins declare are sound on a phone and on a desk, and complain of nothing', async ({
    browserContext,
    assert,
  }) => {
    const user = await UserFactory.apply('superuser').create()
    await browserSignIn(browserContext, user)
    const page = await browserContext.newPage()
    const watch = new PageWatch(page)
    const screens = await screensFor(user)
    assert.isAbove(screens.length, 10)
    const flaws: string[] = []
    for (const path of screens) {
      const answer = await page.goto(`${process.env.APP_URL}${path}`, { waitUntil: 'load' })
      if (answer?.status() !== 200) flaws.push(`${path}: ${answer?.status()}`)
      flaws.push(...(await lookFlaws(page)))
    }
    assert.deepEqual([...flaws, ...watch.complaints], [])
  }).timeout(180_000)
})
