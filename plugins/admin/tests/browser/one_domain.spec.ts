import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { AdminDirectory } from '@pydotorg/platform/admin'
import { browserSignIn, lookFlaws, PageWatch, UserFactory } from '@pydotorg/platform/testing'
import { at, signInStaff } from './cockpit/operator.js'

const OWN = ['/admin/manage/user_groups/groups/']

/** Every entry of the menu that there is. */
async function everyEntry(): Promise<string[]> {
  const directory = await app.container.make(AdminDirectory)
  const superuser = await UserFactory.apply('superuser').create()
  await superuser.loadAccess()
  const sections = await directory.menuFor(superuser)
  return sections.flatMap(({ entries }) => entries.map(({ href }) => href))
}

test.group('Who looks after one domain', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('sees that domain alone: in the menu, on the dashboard, and by every address', async ({
    browserContext,
    assert,
  }) => {
    await signInStaff(browserContext, 'user_groups.moderate')
    const page = await browserContext.newPage()
    const watch = new PageWatch(page)
    await page.goto(at('/admin/'))
    const links = await page.locator('a[href^="/admin/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href')!))
    const isOwn = (href: string) => OWN.some((own) => href.startsWith(own))
    assert.deepEqual(
      links.filter((href) => href !== '/admin/' && !isOwn(href)),
      []
    )
    assert.includeMembers(links, OWN)
    assert.deepEqual(await page.getByRole('main').getByRole('heading', { level: 3 }).allInnerTexts(), ['Community'])
    assert.deepEqual(await lookFlaws(page), [])
    await page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: 'User groups' }).click()
    await page.getByRole('heading', { level: 1, name: 'User groups' }).waitFor()
    assert.deepEqual(watch.complaints, [])

    const others = (await everyEntry()).filter((href) => !OWN.includes(href))
    assert.isAbove(others.length, 15)
    const token = await page
      .locator('meta[name="csrf-token"], input[name="_csrf"]')
      .first()
      .evaluate((element) => {
        return element.getAttribute('content') ?? element.getAttribute('value') ?? ''
      })
    const open: string[] = []
    for (const href of others) {
      const read = await page.request.get(at(href))
      const written = await page.request.post(at(`${href}1/`), { form: { _csrf: token }, maxRedirects: 0 })
      if (read.status() !== 403) open.push(`${href}: ${read.status()}`)
      if (![403, 404, 405].includes(written.status())) open.push(`POST ${href}1/: ${written.status()}`)
    }
    assert.deepEqual(open, [])
    const shown = await page.goto(at('/admin/plugins/'))
    assert.equal(shown?.status(), 403)
    await page.getByText('This page is for staff who need it').waitFor()
    assert.deepEqual(await lookFlaws(page), [])
  })

  test('and nobody who is signed in only gets anywhere', async ({ browserContext, assert }) => {
    await browserSignIn(browserContext, await UserFactory.create())
    const page = await browserContext.newPage()
    await page.goto(at('/'))
    assert.equal(await page.locator('a[href^="/admin/"]').count(), 0)
    for (const href of ['/admin/', ...(await everyEntry())]) {
      const answer = await page.request.get(at(href))
      assert.equal(answer.status(), 403, href)
    }
  })
})
