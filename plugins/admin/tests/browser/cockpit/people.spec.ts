import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { Group, User } from '@pydotorg/platform/identity'
import { browserSignIn, lookFlaws, PageWatch, UserFactory } from '@pydotorg/platform/testing'
import { at, prove, signInStaff, signInSuperuser } from './operator.js'

const USERS = '/admin/manage/admin/users/'

test.group('People in the hands of a superuser', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are given a domain, which is then all that they see', async ({ browser, browserContext, assert, cleanup }) => {
    await signInSuperuser(browserContext)
    const person = await UserFactory.merge({ username: 'grace' }).create()
    const page = await browserContext.newPage()
    const watch = new PageWatch(page)
    await page.goto(at('/admin/manage/admin/groups/new/'))
    await prove(page)
    await page.getByLabel('Name', { exact: true }).fill('Story readers')
    await page.getByLabel('(success_stories.moderate)').check()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Story readers is saved.').waitFor()
    await page.goto(at(`${USERS}?q=grace`))
    await page.getByRole('link', { name: 'grace', exact: true }).click()
    await page.getByLabel('Staff', { exact: true }).check()
    await page.getByLabel('Story readers').check()
    assert.deepEqual(await lookFlaws(page), [])
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('grace is saved.').waitFor()
    assert.deepEqual(watch.complaints, [])

    const context = await browser.newContext()
    cleanup(() => context.close())
    await browserSignIn(context, person)
    const theirs = await context.newPage()
    await theirs.goto(at('/admin/'))
    const menu = theirs.getByRole('navigation', { name: 'Administration' })
    assert.deepEqual(
      (await menu.getByRole('link').allInnerTexts()).map((text) => text.trim()),
      ['Dashboard', 'Success stories', 'Story categories']
    )
  })

  test('are not raised by who merely looks after accounts', async ({ browserContext, assert }) => {
    await signInStaff(browserContext, 'admin.manage_people')
    const [person, superuser] = [await UserFactory.create(), await UserFactory.apply('superuser').create()]
    await Group.create({ name: 'Story readers' })
    const page = await browserContext.newPage()
    await page.goto(at(`${USERS}${person.id}/`))
    await prove(page)
    await page.getByLabel('First name').fill('Grace')
    for (const label of ['Staff', 'Superuser', 'Story readers']) {
      assert.equal(await page.getByLabel(label, { exact: true }).and(page.locator('input:enabled')).count(), 0, label)
    }
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('is saved.').waitFor()
    const { firstName, isStaff, isSuperuser } = await User.findOrFail(person.id)
    assert.deepEqual({ firstName, isStaff, isSuperuser }, { firstName: 'Grace', isStaff: false, isSuperuser: false })
    await page.goto(at(`${USERS}${superuser.id}/`))
    await page.getByLabel('First name').fill('Mallory')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Only a superuser changes the account of one.').first().waitFor()
    await page.goto(at('/admin/'))
    assert.equal(await page.getByRole('link', { name: 'Plugins', exact: true }).count(), 0)
  })
})
