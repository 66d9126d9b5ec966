import hash from '@adonisjs/core/services/hash'
import testUtils from '@adonisjs/core/services/test_utils'
import { User } from '@pydotorg/platform/identity'
import { accessibilityViolations, browserSignIn, pageFlaws, UserFactory } from '@pydotorg/platform/testing'
import type { Page } from 'playwright'
import { test } from '@japa/runner'
import { PASSWORD } from '#tests/trap'

const GUESTS = [
  '/accounts/login/',
  '/accounts/signup/',
  '/accounts/confirm-email/',
  '/accounts/password/reset/',
  '/accounts/password/reset/done/',
  '/accounts/inactive/',
  '/users/ada/',
]
const PEOPLE = [
  '/accounts/',
  '/accounts/email/',
  '/accounts/password/change/',
  '/accounts/logout/',
  '/users/edit/',
  '/users/ada/',
]

const focused = (page: Page): Promise<unknown> =>
  page.evaluate('document.activeElement?.id || document.activeElement?.textContent?.trim()')

test.group('Pages of accounts', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    await UserFactory.merge({ username: 'ada', firstName: 'Ada', password: await hash.make(PASSWORD) }).create()
  })

  for (const path of GUESTS) {
    test(`are sound for a guest: ${path}`, async ({ browserContext, assert }) => {
      assert.deepEqual(await pageFlaws(browserContext, path), [])
    })
  }

  for (const path of PEOPLE) {
    test(`are sound for who is signed in: ${path}`, async ({ browserContext, assert }) => {
      await browserSignIn(browserContext, await User.findByOrFail('username', 'ada'))
      assert.deepEqual(await pageFlaws(browserContext, path), [])
    })
  }

  test('say what is wrong above the form and beside the field, and are sound then', async ({ visit, assert }) => {
    const page = await visit('/accounts/signup/')
    await page.getByLabel('Username', { exact: true }).fill('a b')
    await page.getByRole('button', { name: 'Create the account' }).click()
    await page.getByRole('alert').waitFor()
    assert.deepEqual(await accessibilityViolations(page), [])
    const field = page.getByLabel('Username', { exact: true })
    assert.equal(await field.getAttribute('aria-invalid'), 'true')
    const described = await field.getAttribute('aria-describedby')
    assert.equal(described, 'username-error username-help')
    assert.match(await page.locator('#username-error').innerText(), /cannot be used here/)
  })

  test('are used with the keyboard alone', async ({ visit, assert }) => {
    const page = await visit('/accounts/login/')
    await page.getByLabel('Username or e-mail address').focus()
    await page.keyboard.type('ada')
    await page.keyboard.press('Tab')
    assert.equal(await focused(page), 'password')
    await page.keyboard.type('wrong')
    await page.keyboard.press('Enter')
    await page.locator('.form-summary:focus').waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('#login:focus').waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press('Tab')
    assert.match(String(await focused(page)), /^Show/)
    await page.keyboard.press('Enter')
    assert.equal(await page.locator('#password').getAttribute('type'), 'text')
    await page.locator('#password:focus').waitFor()
    await page.keyboard.press('Enter')
    await page.locator('.account-menu').waitFor()
  })
})
